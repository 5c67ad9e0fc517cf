package xavierkit.game;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;

/** One level as it is played: a tree of all routes tried, and where the player stands in it. */
public final class Game {

    /**
     * A term that was reached.
     *
     * @param number its place in the list of all
     * @param parent the number of the one before; -1 at the start
     * @param key the rule that led here; "" at the start
     * @param term the term
     * @param isGoal whether it is where the level leads
     */
    public record Node(int number, int parent, String key, Term term, boolean isGoal) {}

    /**
     * A rule that fits somewhere.
     *
     * @param offer the rule
     * @param attempt what it would do here
     */
    public record Move(Offer offer, Attempt attempt) {}

    private final Level level;
    private final Set<Assumption> chosen;
    private final Assumptions given;
    private final List<Node> nodes = new ArrayList<>();
    private int current;

    /** A new game with all that the level gives; in free play with nothing. */
    public Game(Level level) {
        this(level, level.isFree() ? Set.of() : new LinkedHashSet<>(level.assumptions()));
    }

    /**
     * A new game under these assumptions.
     *
     * @throws IllegalArgumentException if they contradict each other
     */
    public Game(Level level, Set<Assumption> chosen) {
        this.level = level;
        this.chosen = chosen;
        given = new Assumptions(chosen);
        nodes.add(new Node(0, -1, "", level.start(), level.isGoal(level.start())));
    }

    /** The level. */
    public Level level() {
        return level;
    }

    /** What is taken for granted. */
    public Assumptions given() {
        return given;
    }

    /** All terms reached, in the order in which they were first reached. */
    public List<Node> nodes() {
        return Collections.unmodifiableList(nodes);
    }

    /** Where the player stands. */
    public Node current() {
        return nodes.get(current);
    }

    /** Whether this is the goal. */
    public boolean isSolved() {
        return current().isGoal();
    }

    /** The nodes from the start to this one. */
    public List<Node> path(Node last) {
        LinkedList<Node> path = new LinkedList<>();
        for (Node node = last; ; node = nodes.get(node.parent())) {
            path.addFirst(node);
            if (node.parent() < 0) {
                return path;
            }
        }
    }

    /** Those nodes from which nothing was tried. */
    public List<Node> ends() {
        Set<Integer> inner = nodes.stream().map(Node::parent).collect(Collectors.toSet());
        return nodes.stream().filter(node -> !inner.contains(node.number())).toList();
    }

    /** The rules that fit somewhere in the present term. */
    public List<Move> moves() {
        return moves(current().term());
    }

    /** The rules that fit somewhere in a term. */
    List<Move> moves(Term term) {
        return level.offers().stream()
                .flatMap(offer -> Attempt.of(term, offer.rule(), given).map(a -> new Move(offer, a)).stream())
                .toList();
    }

    /**
     * What a rule would do to the present term.
     *
     * @throws IllegalArgumentException if the level does not offer it, or if it does not fit
     */
    public Move move(String key) {
        Offer offer = level.offer(key);
        return Attempt.of(current().term(), offer.rule(), given)
                .map(attempt -> new Move(offer, attempt))
                .orElseThrow(() -> new IllegalArgumentException("the rule \""
                        + offer.rule().name() + "\" rewrites " + offer.rule().pattern() + ", but met "
                        + current().term()));
    }

    /**
     * Goes on by a rule; where it was applied before, to what it led to.
     *
     * @throws IllegalArgumentException if it does not fit or is refused
     */
    public Node apply(String key) {
        Optional<Node> before = nodes.stream()
                .filter(node -> node.parent() == current && node.key().equals(key))
                .findFirst();
        Node next = before.isPresent() ? before.get() : added(move(key));
        current = next.number();
        return next;
    }

    private Node added(Move move) {
        Attempt attempt = move.attempt();
        if (!attempt.isAllowed()) {
            throw new IllegalArgumentException(attempt.refusal());
        }
        Term after = attempt.after();
        Node next = new Node(nodes.size(), current, move.offer().key(), after, level.isGoal(after));
        nodes.add(next);
        return next;
    }

    /** Goes on by a move that fits the present term; see {@link #move}. */
    public Node apply(Move move) {
        boolean isNew = nodes.stream()
                .noneMatch(node -> node.parent() == current
                        && node.key().equals(move.offer().key()));
        if (isNew) {
            added(move);
        }
        return apply(move.offer().key());
    }

    /** The parts of the present term, inner ones too, that some rule on offer rewrites. */
    public List<Atom> places() {
        return current().term().allAtoms().stream()
                .filter(atom -> level.offers().stream()
                        .anyMatch(offer -> offer.rule().match().apply(atom).isPresent()))
                .toList();
    }

    /** The rules that rewrite a part of the present term. */
    public List<Move> moves(Atom place) {
        return level.offers().stream()
                .filter(offer -> offer.rule().match().apply(place).isPresent())
                .flatMap(offer ->
                        Attempt.of(current().term(), offer.rule(), given)
                                .map(attempt -> new Move(offer, attempt))
                                .stream())
                .toList();
    }

    /** Goes back by one step, if there is one. */
    public void undo() {
        current = Math.max(0, current().parent());
    }

    /** Goes to any term that was reached before. */
    public void goTo(int number) {
        current = Objects.checkIndex(number, nodes.size());
    }

    /** The way to where the player stands, as the engine's own derivation. */
    public Derivation derivation() {
        List<Step> steps = new ArrayList<>();
        path(current()).stream().skip(1).forEach(node -> {
            Term before = nodes.get(node.parent()).term();
            steps.add(Step.of(before, level.offer(node.key()).rule(), given));
        });
        return new Derivation(level.start(), given, steps);
    }

    // --- As text ----------------------------------------------------------------------------

    /** The level, with the letters of what is given if that is a choice, and the rules on the way to a node. */
    public String text(Node last) {
        return Stream.concat(Stream.of(setup()), path(last).stream().skip(1).map(Node::key))
                .collect(Collectors.joining(" "));
    }

    private String setup() {
        List<Assumption> all = level.assumptions();
        String letters = IntStream.range(0, all.size())
                .filter(i -> chosen.contains(all.get(i)))
                .mapToObj(i -> "" + (char) ('A' + i))
                .collect(Collectors.joining());
        boolean usual = chosen.size() == (level.isFree() ? 0 : all.size());
        return level.id() + (usual ? "" : ":" + letters);
    }

    /**
     * The game that a text of {@link #text} tells of.
     *
     * @throws IllegalArgumentException if there is no such level, assumption or rule, or if a rule does not go through
     */
    public static Game of(String text) {
        List<String> words = List.of(text.strip().split("\\s+"));
        String[] setup = words.get(0).split(":", 2);
        Level level = Levels.of(setup[0]);
        Game game = setup.length == 1 ? new Game(level) : new Game(level, chosen(level, setup[1]));
        words.stream().skip(1).forEach(game::apply);
        return game;
    }

    private static Set<Assumption> chosen(Level level, String letters) {
        Set<Assumption> chosen = new LinkedHashSet<>();
        for (char letter : letters.toCharArray()) {
            int place = letter - 'A';
            if (place < 0 || place >= level.assumptions().size()) {
                throw new IllegalArgumentException(
                        "an assumption of the level " + level.id() + " must be a letter from A to "
                                + (char) ('A' + level.assumptions().size() - 1) + ", got \"" + letter + "\"");
            }
            chosen.add(level.assumptions().get(place));
        }
        return chosen;
    }

    /** The same game with one more or one fewer of what is given, from the start. */
    public Game toggled(Assumption one) {
        Set<Assumption> other = new LinkedHashSet<>(chosen);
        if (!other.remove(one)) {
            other.add(one);
        }
        return new Game(level, other);
    }
}
