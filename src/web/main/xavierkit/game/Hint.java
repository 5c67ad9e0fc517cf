package xavierkit.game;

import java.util.*;
import xavierkit.algebra.*;

/**
 * Help for the present term, in three strengths.
 *
 * @param weak where to look
 * @param middle what kind of rule
 * @param strong the move
 */
public record Hint(String weak, String middle, String strong) {

    private static final int FAR = 4;
    private static final int MANY = 250;

    /** Help for where a player stands. */
    public static Hint of(Game game) {
        Level level = game.level();
        if (level.isFree()) {
            return free(game);
        } else if (game.isSolved()) {
            String there = "You are there.";
            return new Hint(there, there, there);
        }
        return next(game).map(key -> about(game.move(key))).orElseGet(() -> back(game));
    }

    private static Hint about(Game.Move move) {
        Rule rule = move.offer().rule();
        String place = MathMl.text(move.attempt().rewritten().get(0));
        return new Hint(
                "Look at " + place + ".",
                "There is a rule for " + rule.pattern() + ". " + rule.reason(),
                "Choose " + place + " and then \u201c" + rule.name() + "\u201d.");
    }

    private static Hint free(Game game) {
        long fitting =
                game.moves().stream().filter(move -> move.attempt().isAllowed()).count();
        String rules = fitting == 1 ? "1 rule goes" : fitting + " rules go";
        String refused = (game.moves().size() - fitting) + " more would fit if more were given.";
        return new Hint(
                "There is no goal here. " + rules + " through, and " + refused,
                "Choose what is given, and see what it makes possible.",
                game.moves().stream()
                        .findFirst()
                        .map(move -> about(move).strong())
                        .orElse("Nothing is left to rewrite."));
    }

    // From the last term on the way from which a goal is near
    private static Hint back(Game game) {
        List<Game.Node> path = game.path(game.current());
        Map<Term, String> known = known(game.level());
        Term good = game.level().start();
        for (Game.Node node : path) {
            good = known.containsKey(node.term()) ? node.term() : good;
        }
        String rule = game.level().offer(known.get(good)).rule().name();
        return new Hint(
                "This way is long. A shorter one branches off earlier.",
                "Go back to " + good + ".",
                "Go back to " + good + " and choose \u201c" + rule + "\u201d there.");
    }

    /** The first rule of a short way to the goal, or to a term from which the way is known. */
    static Optional<String> next(Game game) {
        Term here = game.current().term();
        Map<Term, String> known = known(game.level());
        if (known.containsKey(here)) {
            return Optional.of(known.get(here));
        }
        Map<Term, String> first = new LinkedHashMap<>(Map.of(here, ""));
        List<Term> open = List.of(here);
        for (int steps = 0; steps < FAR && first.size() < MANY; steps++) {
            List<Term> reached = new ArrayList<>();
            for (Term term : open) {
                for (Game.Move move : game.moves(term)) {
                    Term after = move.attempt().after();
                    if (move.attempt().isAllowed() && !first.containsKey(after)) {
                        first.put(
                                after, first.get(term).isEmpty() ? move.offer().key() : first.get(term));
                        reached.add(after);
                        if (known.containsKey(after) || game.level().isGoal(after)) {
                            return Optional.of(first.get(after));
                        }
                    }
                }
            }
            open = reached;
        }
        return Optional.empty();
    }

    // The terms on the known routes, each with the rule that goes on from there
    private static Map<Term, String> known(Level level) {
        Map<Term, String> known = new HashMap<>();
        for (List<String> route : level.routes()) {
            Game game = new Game(level);
            route.forEach(key -> {
                known.putIfAbsent(game.current().term(), key);
                game.apply(key);
            });
        }
        return known;
    }
}
