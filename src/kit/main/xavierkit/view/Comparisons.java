package xavierkit.view;

import java.nio.file.Path;
import java.util.*;
import java.util.function.*;
import java.util.regex.*;
import java.util.stream.*;
import tech.tablesaw.api.*;
import xavierkit.check.PairedTest;
import xavierkit.matrix.*;

/**
 * The file {@code data/results/comparisons.csv}: hypotheses on two starts, stated before their runs, and the runs, ten
 * seeds for each start on each data set.
 *
 * @param results all runs, with notes
 * @param hypotheses in the order of the file
 */
public record Comparisons(ResultFile results, List<Hypothesis> hypotheses) {

    private static final Pattern NOTE =
            Pattern.compile("hypothesis (H.+): (.+), hidden layers: (.+), (.+) against (.+); expected: (.+)");

    /** The smallest of the four rates that were tried, each three times the one before; 0.01 for all other functions. */
    private static final Map<String, Double> SMALLEST = Map.of("softsign", 0.03, "sigmoid", 0.1);

    /**
     * That the first start trains faster than the second.
     *
     * @param name H1 to H12
     * @param expected what the claims, or the papers, let us expect
     */
    public record Hypothesis(String name, String activation, int layers, String first, String second, String expected) {

        /** Such as {@code H1 tanh, 5: normalized - standard}. */
        @Override
        public String toString() {
            return "%s %s, %d: %s - %s".formatted(name, activation, layers, first, second);
        }
    }

    /** Reads the file. */
    public static Comparisons read(Path file) {
        ResultFile results = ResultFile.read(file);
        Stream<MatchResult> notes =
                results.notes().stream().flatMap(note -> NOTE.matcher(note).results());
        return new Comparisons(results, notes.map(Comparisons::hypothesis).toList());
    }

    private static Hypothesis hypothesis(MatchResult m) {
        int layers = Integer.parseInt(m.group(3));
        return new Hypothesis(m.group(1), m.group(2), layers, m.group(4), m.group(5), m.group(6));
    }

    /** The data sets, in the order of the file. */
    public List<String> data() {
        return results.table().stringColumn("data").asList().stream().distinct().toList();
    }

    /** The hypothesis of this name. */
    public Hypothesis hypothesis(String name) {
        Optional<Hypothesis> found =
                hypotheses.stream().filter(h -> h.name().equals(name)).findFirst();
        Require.that(found.isPresent(), "a hypothesis must be one of %s, got %s", hypotheses, name);
        return found.orElseThrow();
    }

    /** A column of the runs from one start of a hypothesis, ordered by seed. */
    public double[] numbers(String column, String data, Hypothesis h, String start) {
        ResultFile runs = results.where("data", data).where("activation", h.activation());
        Table found = runs.where("hidden layers", h.layers())
                .where("initialization", start)
                .table();
        return found.sortOn("seed").numberColumn(column).asDoubleArray();
    }

    /** The paired test of the mean errors, first - second. */
    public PairedTest test(String data, Hypothesis h) {
        return PairedTest.of(numbers("mean error", data, h, h.first()), numbers("mean error", data, h, h.second()));
    }

    /** On how many data sets the first start is faster, with an error of 5 % that all tests of the file share. */
    public long faster(String hypothesis) {
        double level = 0.05 / (hypotheses.size() * data().size());
        Stream<PairedTest> tests = data().stream().map(data -> test(data, hypothesis(hypothesis)));
        return tests.filter(test -> test.mean() < 0 && test.pValue() < level).count();
    }

    /** On how many data sets the two starts are alike, within a margin of the mean error. */
    public long alike(String hypothesis, double margin) {
        Stream<PairedTest> tests = data().stream().map(data -> test(data, hypothesis(hypothesis)));
        return tests.filter(test -> test.isWithin(margin)).count();
    }

    /** The mean error of a start of a hypothesis, on average over its seeds. */
    public double meanError(String data, String hypothesis, String start) {
        return Moments.of(numbers("mean error", data, hypothesis(hypothesis), start))
                .mean();
    }

    /** The mean errors of the first and second start on each data set, such as {@code 0.366, 0.506; 0.233, 0.306}. */
    public String meanErrors(String hypothesis) {
        Hypothesis h = hypothesis(hypothesis);
        return data().stream()
                .map(data -> String.format(
                        Locale.ROOT,
                        "%.3f, %.3f",
                        meanError(data, hypothesis, h.first()),
                        meanError(data, hypothesis, h.second())))
                .collect(Collectors.joining("; "));
    }

    /**
     * The mean of the last errors of a start and its learning rate, such as {@code 0.14 at 0.3*}: a star marks a rate at
     * the edge of the four that were tried.
     */
    public String end(String data, Hypothesis h, String start) {
        double last = Moments.of(numbers("last error", data, h, start)).mean();
        double rate = numbers("rate", data, h, start)[0];
        double smallest = SMALLEST.getOrDefault(h.activation(), 0.01);
        boolean edge = rate == smallest || rate > 29 * smallest;
        return String.format(Locale.ROOT, "%.2f at %s%s", last, rate, edge ? "*" : "");
    }

    /** The hypotheses and what was expected. */
    public Table expectations() {
        return Table.create(
                "The hypotheses before the runs",
                column("comparison", h -> h),
                column("expected", Hypothesis::expected));
    }

    /** Something of each hypothesis, a column for each data set. */
    public Table table(String title, BiFunction<String, Hypothesis, Object> cell) {
        Table table = Table.create(title, column("comparison", h -> h));
        data().forEach(data -> table.addColumns(column(data, h -> cell.apply(data, h))));
        return table;
    }

    /** Of how many hypotheses, on how many data sets, something is true. */
    public long count(BiPredicate<String, Hypothesis> condition) {
        return data().stream()
                .flatMap(data -> hypotheses.stream().filter(h -> condition.test(data, h)))
                .count();
    }

    private StringColumn column(String name, Function<Hypothesis, Object> value) {
        return StringColumn.create(
                name, hypotheses.stream().map(h -> value.apply(h).toString()));
    }

    /** The mean differences with their intervals of 95 %, a row for each hypothesis. */
    public IntervalPlot plot(String title) {
        IntervalPlot plot = IntervalPlot.of(
                title,
                "mean error, first - second",
                hypotheses.stream().map(h -> h.toString()).toList());
        for (String data : data()) {
            plot = plot.add(data, hypotheses.stream().map(h -> test(data, h)).toList());
        }
        return plot;
    }
}
