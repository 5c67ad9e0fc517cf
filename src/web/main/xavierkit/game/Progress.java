package xavierkit.game;

import java.util.*;
import java.util.stream.*;

/** What a player has tried, level by level, and which level is open: kept as a text that people can read. */
public final class Progress {

    private static final String TITLE = "xavierkit derivations 1";
    private static final int MOST_LINES = 2000;

    private final Map<String, Set<String>> routes = new LinkedHashMap<>();
    private final Set<String> solved = new LinkedHashSet<>();
    private String open = Levels.all().get(0).id();

    /** Keeps the routes of a game, all of its ends. */
    public void keep(Game game) {
        String id = game.level().id();
        open = id;
        routes.put(id, game.ends().stream().map(game::text).collect(Collectors.toCollection(LinkedHashSet::new)));
        if (game.nodes().stream().anyMatch(Game.Node::isGoal)) {
            solved.add(id);
        }
    }

    /** Whether a level was solved. */
    public boolean isSolved(Level level) {
        return solved.contains(level.id());
    }

    /** How many levels were solved. */
    public int solved() {
        return solved.size();
    }

    /** The level that was open last. */
    public Level open() {
        return Levels.of(open);
    }

    /** A level as it was left. */
    public Game game(Level level) {
        Iterator<String> texts = routes.getOrDefault(level.id(), Set.of()).iterator();
        Game game = texts.hasNext() ? Game.of(texts.next()) : new Game(level);
        texts.forEachRemaining(text -> {
            game.goTo(0);
            Stream.of(text.split(" ")).skip(1).forEach(game::apply);
        });
        return game;
    }

    /** A title, the level that is open, those that are solved, and a line for each route. */
    @Override
    public String toString() {
        Stream<String> head = Stream.of(TITLE, "open " + open, "solved " + String.join(" ", solved));
        return Stream.concat(head, routes.values().stream().flatMap(Set::stream))
                        .collect(Collectors.joining("\n")) + "\n";
    }

    /**
     * Reads a text. Every route in it is gone again, and a level counts as solved only if one of them solves it.
     *
     * @throws IllegalArgumentException whose message is a sentence about the line that is wrong
     */
    public static Progress of(String text) {
        return read(text, true);
    }

    /** Reads what the page itself has kept, without going the routes again before a level is opened. */
    public static Progress trusted(String text) {
        return read(text, false);
    }

    private static Progress read(String text, boolean checked) {
        List<String> lines =
                Stream.of(text.strip().split("\r?\n")).map(String::strip).toList();
        if (lines.isEmpty() || !lines.get(0).equals(TITLE)) {
            String got = lines.isEmpty()
                    ? ""
                    : lines.get(0).substring(0, Math.min(40, lines.get(0).length()));
            throw new IllegalArgumentException("The first line must be \"" + TITLE + "\", got \"" + got + "\".");
        } else if (lines.size() > MOST_LINES) {
            throw new IllegalArgumentException(
                    "There must be at most " + MOST_LINES + " lines, got " + lines.size() + ".");
        }
        Progress progress = new Progress();
        for (int i = 1; i < lines.size(); i++) {
            try {
                progress.readLine(lines.get(i), checked);
            } catch (IllegalArgumentException e) {
                throw new IllegalArgumentException("Line " + (i + 1) + " is wrong: " + e.getMessage() + ".", e);
            }
        }
        return progress;
    }

    private void readLine(String line, boolean checked) {
        List<String> words = List.of(line.split("\\s+"));
        switch (words.get(0)) {
            case "" -> {}
            case "open" ->
                open = Levels.of(words.size() > 1 ? words.get(1) : "").id();
            case "solved" ->
                words.stream()
                        .skip(1)
                        .map(id -> Levels.of(id).id())
                        .filter(id -> !checked)
                        .forEach(solved::add);
            default -> route(line, checked);
        }
    }

    private void route(String line, boolean checked) {
        String id = Levels.of(line.split("[\\s:]", 2)[0]).id();
        if (checked) {
            Game game = Game.of(line);
            if (game.nodes().stream().anyMatch(Game.Node::isGoal)) {
                solved.add(id);
            }
        }
        routes.computeIfAbsent(id, key -> new LinkedHashSet<>()).add(line);
    }
}
