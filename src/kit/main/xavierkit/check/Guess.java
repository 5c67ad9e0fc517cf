package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.*;
import java.util.function.Predicate;
import java.util.regex.*;
import xavierkit.matrix.Require;

/**
 * A reader's number or choice, asked before the kit shows its own. A number is what was typed: {@code 0.25},
 * {@code 2.5e-1}, {@code 1/4} or {@code 25 %}. What is no number, or no choice, is answered by what to write instead.
 *
 * @param what the quantity or the choice that is guessed, with its unit if it has one
 * @param typed the guess; blank while there is none yet
 */
public record Guess(String what, String typed) {

    private static final String NUMBER = "[+-]?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d+)?";

    private static final Pattern FRACTION = Pattern.compile("(" + NUMBER + ")(?:\\s*/\\s*(" + NUMBER + "))?\\s*(%?)");

    /** Validates: a quantity, and a text. */
    public Guess {
        Require.given("what is guessed", what);
        typed = Require.given("the guess", typed).strip();
    }

    /** A guess without quotes; NaN while there is none yet. */
    public Guess(String what, double value) {
        this(what, Double.isNaN(value) ? "" : String.valueOf(value));
    }

    /** The number, or NaN if none can be read. */
    public double value() {
        Matcher found = FRACTION.matcher(typed);
        if (!found.matches()) {
            return Double.NaN;
        }
        double below = found.group(2) == null ? 1 : Double.parseDouble(found.group(2));
        return Double.parseDouble(found.group(1)) / below / (found.group(3).isEmpty() ? 1 : 100);
    }

    /**
     * Compares the guess with what was measured or derived, in one sentence.
     *
     * @param truth a finite number
     * @param relativeTolerance how far off, as a part of the truth, still counts as right; at least 0
     */
    public String against(double truth, double relativeTolerance) {
        String rule = "the truth must be finite and the tolerance at least 0, got %s and %s";
        Require.that(Double.isFinite(truth) && relativeTolerance >= 0, rule, truth, relativeTolerance);
        if (typed.isEmpty()) {
            return "No guess yet for " + what + ". Type a number between the quotes and run again.";
        }
        double value = value();
        if (!Double.isFinite(value)) {
            return what + ": " + advice();
        }
        boolean right = Math.abs(value - truth) <= relativeTolerance * Math.abs(truth);
        boolean divided = !right && typed.endsWith(".0") && Math.rint(truth) != truth; // was no text
        String hint = " If you divided whole numbers: without quotes Java drops the rest, and 1/3 is 0. Write \"1/3\".";
        return format("%s: you said %.4g, it is %.4g. ", what, value, truth)
                + (right ? "Right." : howFarOff(value, truth) + (divided ? hint : ""));
    }

    /**
     * Compares a choice with the right one, in one sentence; upper and lower case and blanks do not matter.
     *
     * @param truth the right option
     * @param options all options, at least two different ones, in the order in which they are named
     */
    public String among(String truth, String... options) {
        List<String> all = Require.all("the options", Arrays.asList(options));
        Require.that(distinct(all) >= 2, "there must be at least 2 different options, got %s", all);
        Require.that(
                all.stream().anyMatch(same(Require.given("the truth", truth))),
                "the truth must be among the options %s, got %s",
                all,
                truth);
        if (typed.isEmpty()) {
            return format("No guess yet for %s. Type one of %s between the quotes and run again.", what, listed(all));
        }
        Optional<String> said = all.stream().filter(same(typed)).findFirst();
        if (said.isEmpty()) {
            return format("%s: \"%s\" is none of the choices: type one of %s.", what, typed, listed(all));
        }
        String verdict = same(truth).test(typed) ? ". Right." : ", it is " + truth + ".";
        return what + ": you said " + said.get() + verdict;
    }

    private static long distinct(List<String> options) {
        return options.stream().map(Guess::plain).distinct().count();
    }

    private static Predicate<String> same(String option) {
        return other -> plain(other).equals(plain(option));
    }

    private static String plain(String option) {
        return option.replaceAll("\\s", "").toLowerCase(Locale.ROOT);
    }

    private static String listed(List<String> options) {
        return String.join(", ", options);
    }

    /** What to write in the place of what is no number. */
    private String advice() {
        String start = "\"" + typed + "\" is no number: ";
        Guess withPoint = new Guess(what, typed.replace(',', '.'));
        Matcher beginning = Pattern.compile("(" + NUMBER + ")\\s*[\\p{L}°$€].*").matcher(typed);
        if (typed.indexOf(',') >= 0 && Double.isFinite(withPoint.value())) {
            return start + "write " + withPoint.typed + ", with a point.";
        }
        return start
                + (beginning.matches()
                        ? "write " + beginning.group(1) + " alone, without a unit."
                        : "write one such as 0.25, 1/4 or 25 %.");
    }

    /** A factor between positive numbers, else a difference. */
    private static String howFarOff(double value, double truth) {
        String direction = value > truth ? "Too large by " : "Too small by ";
        if (value > 0 && truth > 0) {
            double factor = Math.max(value / truth, truth / value);
            return direction + format(factor < 100 ? "a factor of %.2f." : "a factor of %.2g.", factor);
        }
        return direction + format("%.4g.", Math.abs(value - truth));
    }
}
