package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import xavierkit.game.*;

/** The routes tried as a tree: from left to right a step, one below the other branches. */
final class DeriveSketch {

    private static final int STEP = 44;
    private static final int ROW = 30;

    private final Game game;
    private final Map<Integer, List<Game.Node>> children;
    private final Map<Integer, int[]> places = new HashMap<>();
    private int rows;

    private DeriveSketch(Game game) {
        this.game = game;
        children = game.nodes().stream().collect(Collectors.groupingBy(Game.Node::parent));
        place(game.nodes().get(0), 0);
    }

    /** The sketch of a game, as SVG. */
    static String of(Game game) {
        return game.nodes().size() == 1 ? "" : new DeriveSketch(game).draw();
    }

    // The first child goes on in the same row
    private void place(Game.Node node, int depth) {
        places.put(node.number(), new int[] {20 + depth * STEP, 20 + rows * ROW});
        List<Game.Node> next = children.getOrDefault(node.number(), List.of());
        for (int i = 0; i < next.size(); i++) {
            rows += i == 0 ? 0 : 1;
            place(next.get(i), depth + 1);
        }
    }

    private String draw() {
        int width = 40 + places.values().stream().mapToInt(at -> at[0]).max().orElse(0) - 20;
        int height = 40 + rows * ROW;
        Set<Integer> here =
                game.path(game.current()).stream().map(Game.Node::number).collect(Collectors.toSet());
        StringBuilder marks = new StringBuilder();
        game.nodes().stream().skip(1).forEach(node -> marks.append(edge(node, here.contains(node.number()))));
        game.nodes().forEach(node -> marks.append(dot(node)));
        return "<h3>Routes tried</h3><svg class='sketch' role='group' aria-label='Routes tried' width='%d' viewBox='0 0 %d %d'>%s</svg>"
                .formatted(width, width, height, marks);
    }

    private String edge(Game.Node node, boolean here) {
        int[] from = places.get(node.parent());
        int[] to = places.get(node.number());
        int middle = from[0] + STEP / 2;
        return "<path class='edge%s' d='M%d %dC%d %d %d %d %d %d'/>"
                .formatted(here ? " here" : "", from[0], from[1], middle, from[1], from[0] + 4, to[1], to[0], to[1]);
    }

    private String dot(Game.Node node) {
        int[] at = places.get(node.number());
        boolean goal = node.isGoal();
        boolean here = node.number() == game.current().number();
        String label = (here ? "You are here: " : "Go to ") + node.term() + (goal ? ", the goal" : "");
        return ("<g role='button' tabindex='0' data-do='go %d' aria-label='%s'><title>%s</title><circle class='touch' cx='%d' cy='%d' r='14'/>"
                        + "<circle class='dot%s%s' cx='%d' cy='%d' r='8'/></g>")
                .formatted(
                        node.number(),
                        Chart.escaped(label),
                        Chart.escaped(node.term().toString()),
                        at[0],
                        at[1],
                        goal ? " goal" : "",
                        here ? " here" : "",
                        at[0],
                        at[1]);
    }
}
