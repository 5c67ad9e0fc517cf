package xavierkit.marks;

import java.util.*;
import java.util.stream.*;
import xavierkit.grader.Mark;

/**
 * A formula that an answer should follow, together with wrong ones that are known: whoever writes one of these is told
 * what is wrong with it.
 *
 * @param what the name of the number, as in "The variance of the weights"
 * @param arguments the names of what it depends on; a single one for a list of numbers of any length
 * @param law the formula
 * @param slips wrong ones that only this formula invites, the likelier of two first where both fit
 * @param tolerance how far off a number may be, as a part of it
 * @param floor what is added to its size for that
 */
public record Formula(String what, List<String> arguments, Law law, List<Slip> slips, double tolerance, double floor) {

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

    static Formula of(String what, String arguments, Law law) {
        return new Formula(what, List.of(arguments.split(", ")), law, List.of(), NINE_DIGITS, 0);
    }

    /** The same with one more known mistake. */
    Formula slip(Law wrong, String lesson) {
        return slips(List.of(new Slip(wrong, lesson)));
    }

    /** The same with more known mistakes. */
    Formula slips(List<Slip> more) {
        List<Slip> all = Stream.concat(slips.stream(), more.stream()).toList();
        return new Formula(what, arguments, law, all, tolerance, floor);
    }

    /** The same for numbers that may be off by {@code part} times ({@code least} + their size). */
    Formula within(double part, double least) {
        return new Formula(what, arguments, law, slips, part, least);
    }

    /** Mistakes that every formula invites, the likelier first; they come after its own. */
    List<Slip> usual() {
        String exchanged = String.join(" and ", arguments.subList(0, Math.min(2, arguments.size())));
        return List.of(
                new Slip(
                        x -> (long) law.at(x),
                        "This is cut off at the point, as Java divides integers: 1 / n is 0. Write 1.0 / n."),
                new Slip(x -> law.at(exchanged(x)), exchanged + " are exchanged."),
                new Slip(
                        x -> Math.sqrt(law.at(x)),
                        "This is the square root of what is asked for. (The standard deviation is the root of the variance.)"),
                new Slip(
                        x -> Math.pow(law.at(x), 2),
                        "This is the square of what is asked for: the root is missing, or a square is one too many."),
                new Slip(x -> 1 / law.at(x), "This is upside down: it is 1 divided by what is asked for."),
                new Slip(x -> law.at(x) / 2, "The 2 is missing: this is half of what is asked for."),
                new Slip(x -> law.at(x) * 2, "This is twice what is asked for."));
    }

    private double[] exchanged(double... x) {
        double[] other = x.clone();
        if (arguments.size() > 1) {
            other[0] = x[1];
            other[1] = x[0];
        }
        return other;
    }

    /** Where a formula is tried. */
    public static double[] at(double... arguments) {
        return arguments;
    }

    /** All points if the answer follows the formula wherever it is tried. */
    public Mark mark(Law answer, double possible, double[]... points) {
        List<double[]> all = List.of(points);
        List<Double> said = all.stream().map(point -> answer.at(point.clone())).toList();
        boolean right = follows(law, all, said);
        String named = lesson(all, said).map(lesson -> lesson + " ").orElse("");
        return Mark.of(
                right, possible, what + ": " + (right ? "right wherever it was tried." : named + where(all, said)));
    }

    /** The lesson of the known mistake that leads to all of these numbers. */
    Optional<String> lesson(List<double[]> points, List<Double> said) {
        return Stream.concat(slips.stream(), usual().stream())
                .filter(slip -> follows(slip.law(), points, said))
                .map(Slip::lesson)
                .findFirst();
    }

    private boolean follows(Law law, List<double[]> points, List<Double> said) {
        return IntStream.range(0, said.size()).allMatch(i -> isClose(said.get(i), law.at(points.get(i))));
    }

    private boolean isClose(double value, double truth) {
        return Math.abs(value - truth) <= tolerance * (floor + Math.abs(truth));
    }

    private String where(List<double[]> points, List<Double> said) {
        List<Integer> wrong = IntStream.range(0, said.size())
                .filter(i -> !isClose(said.get(i), law.at(points.get(i))))
                .boxed()
                .toList();
        double[] point = points.get(wrong.get(0));
        String form = "For %s you said %.4g, it is %.4g.";
        String text = String.format(Locale.ROOT, form, describe(point), said.get(wrong.get(0)), law.at(point));
        return text + constant(points, said) + elsewhere(wrong, points);
    }

    private String describe(double... point) {
        List<String> values = DoubleStream.of(point)
                .mapToObj(x -> x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x))
                .toList();
        if (arguments.size() != point.length) {
            return arguments.get(0) + " " + String.join(", ", values);
        }
        return IntStream.range(0, point.length)
                .mapToObj(i -> arguments.get(i) + " " + values.get(i))
                .collect(Collectors.joining(", "));
    }

    private String constant(List<double[]> points, List<Double> said) {
        int largest = IntStream.range(0, said.size())
                .boxed()
                .max(Comparator.comparingDouble(i -> Math.abs(law.at(points.get(i)))))
                .orElseThrow();
        double factor = said.get(largest) / law.at(points.get(largest));
        boolean everywhere = said.size() > 1 && factor > 0 && follows(x -> factor * law.at(x), points, said);
        return everywhere ? String.format(Locale.ROOT, " It is off by the same factor %.4g everywhere.", factor) : "";
    }

    private String elsewhere(List<Integer> wrong, List<double[]> points) {
        String right = " It is right in " + (points.size() - wrong.size()) + " of " + points.size() + " cases.";
        for (int sign : arguments.size() == 1 ? new int[] {1, -1} : new int[0]) {
            boolean half =
                    IntStream.range(0, points.size()).allMatch(i -> wrong.contains(i) == points.get(i)[0] * sign < 0);
            right = half ? " It is right for " + arguments.get(0) + (sign > 0 ? " > 0." : " < 0.") : right;
        }
        return wrong.size() == points.size() ? "" : right;
    }
}
