package xavierkit.marks;

import java.nio.charset.StandardCharsets;
import java.util.*;
import java.util.regex.*;
import java.util.stream.IntStream;
import xavierkit.grader.Mark;
import xavierkit.matrix.Require;

/**
 * A formula that an answer should follow, together with wrong ones that are known: whoever writes one of these is told
 * what is wrong with it. The keys to the assignments are in {@code formulas.txt}.
 *
 * @param what the name of the number, as in "The variance of the weights"
 * @param arguments the names of what it depends on; a single one for a list of numbers of any length
 * @param law the formula
 * @param slips wrong ones, the likelier of two first where both fit
 * @param tolerance how far off a number may be, as a part of it
 * @param floor what is added to its size for that
 */
public record Formula(String what, List<String> arguments, Law law, List<Slip> slips, double tolerance, double floor) {

    private static final double NINE_DIGITS = 1e-9;
    private static final Pattern ENTRY =
            Pattern.compile("(?<name>[^:]*?)(?: within (?<part>\\S+))?: (?<what>.*) \\((?<of>.*)\\) = (?<law>.*)");

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

    /** The entry of the key with this name. */
    public static Formula key(String name) {
        return key(name, Map.of());
    }

    /** The same for an entry that takes functions, or numbers, from outside. */
    static Formula key(String name, Map<String, Law> functions) {
        List<String> entry = entry(name);
        Matcher head = ENTRY.matcher(entry.get(0));
        Require.that(head.matches(), "an entry must say \"name: what (arguments) = formula\", got %s", entry.get(0));
        List<String> arguments = List.of(head.group("of").split(", "));
        Law law = Expression.law(head.group("law"), arguments, functions);
        Map<String, Law> all = new HashMap<>(functions);
        all.put("it", law);
        all.put("exchanged", x -> law.at(arguments.size() > 1 ? exchanged(x) : x));
        entry.addAll(entry("usual").subList(1, entry("usual").size()));
        List<Slip> slips = new ArrayList<>();
        for (String line : entry.subList(1, entry.size())) {
            String lesson = line.substring(line.indexOf(" | ") + 3).replace("{0}", arguments.get(0));
            String both = lesson.replace("{1}", arguments.get(Math.min(1, arguments.size() - 1)));
            slips.add(new Slip(Expression.law(line.substring(0, line.indexOf(" | ")), arguments, all), both));
        }
        double part = head.group("part") == null ? NINE_DIGITS : Double.parseDouble(head.group("part"));
        return new Formula(head.group("what"), arguments, law, List.copyOf(slips), part, 0);
    }

    /** The lines of an entry, with those that it takes in from others. */
    private static List<String> entry(String name) {
        List<String> lines = new ArrayList<>();
        try (Scanner key = new Scanner(Formula.class.getResourceAsStream("formulas.txt"), StandardCharsets.UTF_8)) {
            for (boolean inside = false; key.hasNextLine(); ) {
                String line = key.nextLine();
                inside = line.startsWith("  ")
                        ? inside
                        : line.startsWith(name + ":") || line.startsWith(name + " within ");
                if (inside && line.startsWith("  @")) {
                    List<String> other = entry(line.strip().substring(1));
                    lines.addAll(other.subList(1, other.size()));
                } else if (inside) {
                    lines.add(line.strip());
                }
            }
        }
        Require.that(!lines.isEmpty(), "the key must have an entry %s", name);
        return lines;
    }

    private static double[] exchanged(double... x) {
        double[] other = x.clone();
        other[0] = x[1];
        other[1] = x[0];
        return other;
    }

    /** The same for numbers that may be off by {@code part} times ({@code least} + their size). */
    Formula within(double part, double least) {
        return new Formula(what, arguments, law, slips, part, least);
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
        String reason = right ? "right wherever it was tried." : lesson(all, said) + where(all, said);
        return Mark.of(right, possible, what + ": " + reason);
    }

    /** The lesson of the known mistake that leads to all of these numbers, and a space; or nothing. */
    String lesson(List<double[]> points, List<Double> said) {
        return slips.stream()
                .filter(slip -> follows(slip.law(), points, said))
                .map(slip -> slip.lesson() + " ")
                .findFirst()
                .orElse("");
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
        StringJoiner all = new StringJoiner(", ");
        Iterator<String> names = arguments.iterator();
        for (double x : point) {
            String value = x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
            all.add(names.hasNext() ? names.next() + " " + value : value);
        }
        return all.toString();
    }

    private String constant(List<double[]> points, List<Double> said) {
        int largest = 0;
        for (int i = 1; i < said.size(); i++) {
            largest = Math.abs(law.at(points.get(i))) > Math.abs(law.at(points.get(largest))) ? i : largest;
        }
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
