package xavierkit.marks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import xavierkit.grader.Mark;

/**
 * A formula that an answer should follow, together with wrong ones that are known: whoever writes one of
 * these is told so.
 *
 * @param what the name of the number, as in "the variance of the weights"
 * @param arguments the names of what it depends on; a single one for a list of numbers of any length
 * @param law the formula
 * @param slips known wrong ones, the likelier of two first where both fit
 * @param tolerance how far off a number may be, as a part of it
 */
public record Formula(String what, List<String> arguments, Law law, List<Slip> slips, double tolerance) {

    /** What is wrong with the root of a variance. */
    static final String DEVIATION =
            "This is the standard deviation of the weights. Asked for is the variance, its square.";

    private static final double NINE_DIGITS = 1e-9;

    /** A number that depends on others. */
    @FunctionalInterface
    public interface Law {
        /** Its value. */
        double at(double... arguments);
    }

    /**
     * A known mistake.
     *
     * @param law what it leads to
     * @param lesson what is wrong and why, in one or two sentences
     */
    public record Slip(Law law, String lesson) {}

    /** Freezes the lists. */
    public Formula {
        arguments = List.copyOf(arguments);
        slips = List.copyOf(slips);
    }

    static Formula of(String what, String arguments, Law law) {
        return new Formula(what, List.of(arguments.split(", ")), law, List.of(), NINE_DIGITS);
    }

    /** The same with one more known mistake. */
    Formula slip(Law wrong, String lesson) {
        return new Formula(
                what,
                arguments,
                law,
                Stream.concat(slips.stream(), Stream.of(new Slip(wrong, lesson)))
                        .toList(),
                tolerance);
    }

    /** The same for numbers that are not known or not wanted to 9 digits. */
    Formula within(double other) {
        return new Formula(what, arguments, law, slips, other);
    }

    /** Where a formula is tried. */
    public static double[] at(double... arguments) {
        return arguments;
    }

    /** All points if the answer follows the formula wherever it is tried. */
    public Mark mark(Law answer, double possible, double[]... points) {
        List<double[]> all = List.of(points);
        List<Double> said = all.stream().map(point -> answer.at(point.clone())).toList();
        if (follows(law, all, said)) {
            return new Mark(possible, possible, what + ": right wherever it was tried.");
        }
        String named = lesson(all, said).map(lesson -> lesson + " ").orElse("");
        return new Mark(0, possible, what + ": " + named + where(all, said));
    }

    /** The lesson of the known mistake that leads to all of these numbers. */
    Optional<String> lesson(List<double[]> points, List<Double> said) {
        return slips.stream()
                .filter(slip -> follows(slip.law(), points, said))
                .map(Slip::lesson)
                .findFirst();
    }

    private boolean follows(Law law, List<double[]> points, List<Double> said) {
        return IntStream.range(0, said.size()).allMatch(i -> isClose(said.get(i), law.at(points.get(i))));
    }

    private boolean isClose(double value, double truth) {
        return Math.abs(value - truth) <= tolerance * Math.abs(truth);
    }

    private String where(List<double[]> points, List<Double> said) {
        List<Integer> wrong =
                new ArrayList<>(IntStream.range(0, said.size()).boxed().toList());
        wrong.removeIf(i -> isClose(said.get(i), law.at(points.get(i))));
        int first = wrong.get(0);
        double truth = law.at(points.get(first));
        String text = String.format(
                Locale.ROOT, "For %s you said %.4g, it is %.4g.", describe(points.get(first)), said.get(first), truth);
        return text + constant(points, said) + elsewhere(wrong.size(), said.size());
    }

    private String describe(double... point) {
        if (arguments.size() == point.length) {
            return IntStream.range(0, point.length)
                    .mapToObj(i -> arguments.get(i) + " " + plain(point[i]))
                    .collect(Collectors.joining(", "));
        }
        return arguments.get(0)
                + IntStream.range(0, point.length)
                        .mapToObj(i -> " " + plain(point[i]))
                        .collect(Collectors.joining(","));
    }

    private static String plain(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }

    private String constant(List<double[]> points, List<Double> said) {
        double factor = said.get(0) / law.at(points.get(0));
        boolean everywhere = said.size() > 1 && factor > 0 && follows(x -> factor * law.at(x), points, said);
        return everywhere ? String.format(Locale.ROOT, " It is off by the same factor %.4g everywhere.", factor) : "";
    }

    private static String elsewhere(int wrong, int tried) {
        return wrong == tried ? "" : " It is right in " + (tried - wrong) + " of " + tried + " cases.";
    }
}
