package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.stream.*;
import xavierkit.matrix.Require;

/** What became of each claim: a cell with the claim's number, its verdict in words, and a colour that repeats the words. */
public final class VerdictGrid extends Picture {

    private static final int COLUMNS = 5;
    private static final int CELL = 96;
    private static final int LEGEND = 50;
    private static final double GAP = 8;

    private final Map<String, String> verdicts;

    /** What verdicts begin with, and their colours. */
    enum Kind {
        TRUE(Palette.GREEN),
        IN_PART(Palette.BLUE),
        MISLEADING(Palette.PURPLE),
        FALSE(Palette.VERMILLION),
        UNDECIDED(Palette.NEUTRAL),
        OTHERWISE(Color.WHITE);

        private final Color color;

        Kind(Color color) {
            this.color = color;
        }

        static Kind of(String verdict) {
            String start = verdict.strip().toLowerCase(Locale.ROOT);
            return Stream.of(values())
                    .filter(kind -> start.startsWith(kind.toString()))
                    .findFirst()
                    .orElse(OTHERWISE);
        }

        Color filling() {
            return Palette.light(color, 0.35);
        }

        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }

    private VerdictGrid(Map<String, String> verdicts) {
        this.verdicts = verdicts;
    }

    /**
     * The grid of some claims.
     *
     * @param verdicts from a claim's number, such as C1, to its verdict in a few words, which begin with true, in part,
     *     misleading, false or undecided (others are white, "otherwise"); drawn in the order of the map
     */
    public static VerdictGrid of(Map<String, String> verdicts) {
        Require.that(!Require.given("the verdicts", verdicts).isEmpty(), "a grid needs at least 1 verdict, got 0");
        return new VerdictGrid(Collections.unmodifiableMap(new LinkedHashMap<>(verdicts)));
    }

    /** How many claims have each kind of verdict. */
    SortedMap<Kind, Long> counts() {
        return verdicts.values().stream().collect(Collectors.groupingBy(Kind::of, TreeMap::new, Collectors.counting()));
    }

    /** The text alternative: all verdicts. */
    @Override
    public String toString() {
        String counted = counts().entrySet().stream()
                .map(e -> e.getValue() + " " + e.getKey())
                .collect(Collectors.joining(", ", "Verdicts on " + verdicts.size() + " claims (", "): "));
        return verdicts.entrySet().stream()
                .map(e -> e.getKey() + " " + e.getValue())
                .collect(Collectors.joining("; ", counted, "."));
    }

    @Override
    int height() {
        return LEGEND + (verdicts.size() + COLUMNS - 1) / COLUMNS * CELL + 4;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        legend(pen);
        double width = (double) WIDTH / COLUMNS;
        int place = 0;
        for (var e : verdicts.entrySet()) {
            double x = (place % COLUMNS + 0.5) * width;
            double y = LEGEND + (place / COLUMNS + 0.5) * CELL;
            cell(pen, e.getKey(), e.getValue(), x, y, width - GAP);
            place++;
        }
    }

    private static void cell(Pen pen, String claim, String verdict, double x, double y, double width) {
        pen.color(Color.BLACK)
                .width(1)
                .box(x, y, width, CELL - GAP, Kind.of(verdict).filling());
        pen.size(20).bold().text(claim, x, y - 25);
        String words = pen.size(18).wrapped(verdict, width - 12);
        if (words.lines().count() > 2) {
            words = pen.size(14).wrapped(verdict, width - 12);
        }
        pen.text(words, x, y + 13);
    }

    private void legend(Pen pen) {
        double at = 6;
        for (var e : counts().entrySet()) {
            String words = e.getKey() + ": " + e.getValue();
            pen.width(1).box(at + 12, 22, 22, 22, e.getKey().filling());
            pen.textFrom(words, at + 30, 22);
            at += pen.widthOf(words) + 60;
        }
    }
}
