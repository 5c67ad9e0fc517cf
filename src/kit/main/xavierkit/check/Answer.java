package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.*;
import java.util.stream.*;
import xavierkit.matrix.Require;

/**
 * The answer to an exercise, a number, with what the typical slips would give: an answer that is one of those is told
 * which.
 *
 * @param what the quantity that is asked for
 * @param value the answer; NaN while there is none yet
 * @param slips wrong numbers and what led to each, in the order in which they are looked for
 */
public record Answer(String what, double value, List<Slip> slips) {

    /** Closer to the number of a slip than this part of it is the slip. */
    private static final double SAME = 1e-3;

    /**
     * A wrong number with its reason.
     *
     * @param value what the slip gives
     * @param reason what is wrong and what to do instead, in a sentence or two
     */
    public record Slip(double value, String reason) {

        private boolean made(double answer) {
            return Math.abs(answer - value) <= SAME * Math.abs(value);
        }
    }

    /** Validates: everything given. */
    public Answer {
        Require.given("what is asked for", what);
        slips = Require.all("the slips", slips);
    }

    /** An answer, so far without slips. */
    public static Answer of(String what, double value) {
        return new Answer(what, value, List.of());
    }

    /** The same answer with a further slip. */
    public Answer slip(double value, String reason) {
        Slip slip = new Slip(value, Require.given("the reason", reason));
        return new Answer(
                what, this.value, Stream.concat(slips.stream(), Stream.of(slip)).toList());
    }

    /**
     * Right, or what is wrong: a slip by its reason, anything else by how far off it is.
     *
     * @param truth a finite number
     * @param relativeTolerance how far off, as a part of the truth, still counts as right; at least 0
     */
    public String against(double truth, double relativeTolerance) {
        if (Double.isNaN(value)) {
            return "Not answered yet: " + what + ".";
        }
        Optional<Slip> made = slips.stream().filter(slip -> slip.made(value)).findFirst();
        if (Math.abs(value - truth) <= relativeTolerance * Math.abs(truth)) {
            return format("PASS: %s is %.4g. Right.", what, value);
        }
        return made.map(slip -> format("FAIL: %s is not %.4g. ", what, value) + slip.reason())
                .orElseGet(() -> "FAIL: " + off(truth));
    }

    private String off(double truth) {
        boolean comparable = value / truth > 0 && Double.isFinite(value / truth);
        String start = format("%s is not %.4g", what, value);
        return start + (comparable ? format(", which is %.3g times what it should be.", value / truth) : ".");
    }
}
