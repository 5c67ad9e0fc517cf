package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import xavierkit.algebra.*;
import xavierkit.matrix.Require;

/**
 * Several derivations from one term as a tree: terms in boxes, the rule beside each step, = for an exact step and ~ for an
 * approximation. Routes share what they begin with. The boxes in which routes end have thick edges.
 */
public final class RouteTree extends Picture {

    /** Between boxes there is room for the rule's name. */
    private static final int STEP = 68;

    private static final int PADDING = 20;
    private static final int LINE = 23;

    private final List<Derivation> routes;
    private final Branch root;

    /** A term and what was made of it; the rule that led here is empty for the first term. */
    private record Branch(String term, String rule, List<Branch> branches) {

        /** Goes on along a route, on a branch that is there or on a new one. */
        void grow(List<Step> steps) {
            if (steps.isEmpty()) {
                return;
            }
            Step step = steps.get(0);
            Branch next = new Branch(step.after().toString(), words(step.rule()), new ArrayList<>());
            Optional<Branch> same = branches.stream()
                    .filter(b -> b.term.equals(next.term) && b.rule.equals(next.rule))
                    .findFirst();
            if (same.isEmpty()) {
                branches.add(next);
            }
            same.orElse(next).grow(steps.subList(1, steps.size()));
        }

        private static String words(Rule rule) {
            return (rule.exact() ? "= " : "~ ") + rule.name();
        }

        int leaves() {
            return Math.max(1, branches.stream().mapToInt(Branch::leaves).sum());
        }

        Stream<Branch> at(int depth) {
            return depth == 0 ? Stream.of(this) : branches.stream().flatMap(b -> b.at(depth - 1));
        }
    }

    private RouteTree(List<Derivation> routes) {
        this.routes = routes;
        root = new Branch(routes.get(0).start().toString(), "", new ArrayList<>());
        routes.forEach(route -> root.grow(route.steps()));
    }

    /**
     * The tree of some routes.
     *
     * @param routes 1 to 4 derivations that begin with the same term
     */
    public static RouteTree of(Derivation... routes) {
        List<Derivation> given = Require.all("the routes", Arrays.asList(routes));
        Require.that(!given.isEmpty() && given.size() <= 4, "a tree needs 1 to 4 routes, got %d", given.size());
        List<Term> starts = given.stream().map(Derivation::start).distinct().toList();
        Require.that(starts.size() == 1, "routes must begin with the same term, got %s", starts);
        return new RouteTree(given);
    }

    /** All routes, line by line, and whether they end in the same term. */
    @Override
    public String toString() {
        Term first = routes.get(0).result();
        boolean same = routes.stream().allMatch(route -> route.result().isSameAs(first));
        String ends = routes.size() == 1 ? "" : same ? " They end in the same term." : " They end in different terms.";
        String title = "Tree of " + routes.size() + (routes.size() == 1 ? " route" : " routes") + " from "
                + routes.get(0).start() + "." + ends;
        return routes.stream().map(Derivation::toString).collect(Collectors.joining("\n", title + "\n", ""));
    }

    /** How many routes part, and where they end. */
    int leaves() {
        return root.leaves();
    }

    private int depth() {
        return routes.stream().mapToInt(route -> route.steps().size()).max().orElse(0);
    }

    /** Measured with the fonts of this machine: a wide letter may need a line more. */
    @Override
    int height() {
        Pen pen = new Pen(new java.awt.image.BufferedImage(1, 1, 1).createGraphics());
        return (int) Math.ceil(top(pen, depth() + 1)) - STEP + 8;
    }

    /** Where the boxes of a depth begin: below the highest boxes of all depths before. */
    private double top(Pen pen, int depth) {
        return IntStream.range(0, depth)
                        .mapToDouble(d -> STEP
                                + root.at(d)
                                        .mapToDouble(b -> high(pen, b))
                                        .max()
                                        .orElse(0))
                        .sum()
                + 4;
    }

    private double column() {
        return (double) WIDTH / leaves();
    }

    private String wrapped(Pen pen, Branch branch) {
        return pen.size(18).wrapped(branch.term, Math.min(560, column() * branch.leaves() - 2 * PADDING));
    }

    private double high(Pen pen, Branch branch) {
        return wrapped(pen, branch).lines().count() * LINE + PADDING;
    }

    @Override
    void paint(Graphics2D graphics) {
        draw(new Pen(graphics), root, 0, 0);
    }

    /** Draws a branch and all behind it, in the columns from {@code left} on; gives its middle. */
    private double draw(Pen pen, Branch branch, int left, int depth) {
        double x = (left + branch.leaves() / 2.0) * column();
        double top = top(pen, depth);
        int at = left;
        for (Branch next : branch.branches) {
            double below = draw(pen, next, at, depth + 1);
            step(pen, next.rule, new double[] {x, top + high(pen, branch), below, top(pen, depth + 1)});
            at += next.leaves();
        }
        String term = wrapped(pen, branch);
        pen.color(Color.BLACK).width(branch.branches.isEmpty() ? 3 : 1.2);
        pen.box(x, top + high(pen, branch) / 2, pen.widthOf(term) + PADDING, high(pen, branch), Color.WHITE);
        pen.text(term, x, top + high(pen, branch) / 2);
        return x;
    }

    /** An arrow from box to box, x and y of both ends, with the rule on it. */
    private void step(Pen pen, String rule, double[] ends) {
        pen.color(Palette.NEUTRAL).width(1.5).arrow(ends);
        String words = pen.size(18).wrapped(rule, column() - 10);
        double x = 0.45 * ends[0] + 0.55 * ends[2];
        double y = ends[3] - STEP * 0.55;
        double width = pen.widthOf(words) + 8;
        double height = words.lines().count() * LINE;
        pen.color(Color.WHITE).rectangle(x - width / 2, y - height / 2, width, height, Color.WHITE);
        pen.color(Palette.BLUE).text(words, x, y);
    }
}
