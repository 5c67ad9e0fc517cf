package xavierkit.grader;

import java.util.Locale;
import java.util.Objects;

/**
 * The points that an answer earns, and why.
 *
 * @param points from 0 to {@code possible}
 * @param possible finite and at least 0
 * @param reason a sentence; if points are missing, it names the mistake
 */
public record Mark(double points, double possible, String reason) {

    /** Validates: points within what is possible, a reason given. */
    public Mark {
        if (!(possible >= 0 && possible < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("possible points must be finite and at least 0, got " + possible);
        }
        if (!(points >= 0 && points <= possible)) {
            throw new IllegalArgumentException("points must be from 0 to " + possible + ", got " + points);
        }
        Objects.requireNonNull(reason, "the reason must be given");
    }

    /** All points or none. */
    public static Mark of(boolean right, double possible, String reason) {
        return new Mark(right ? possible : 0, possible, reason);
    }

    /** Both questions as one: points add up, reasons follow each other. */
    public Mark plus(Mark other) {
        return new Mark(points + other.points, possible + other.possible, reason + "\n" + other.reason);
    }

    /** The same points with a reason that does not tell what was tried: for hidden tests. */
    public Mark saying(String ifRight, String otherwise) {
        return new Mark(points, possible, points == possible ? ifRight : otherwise);
    }

    /** "1.5 of 3 points: " and the reason. */
    @Override
    public String toString() {
        return number(points) + " of " + number(possible) + " points: " + reason;
    }

    private static String number(double x) {
        return x == Math.rint(x) ? String.format(Locale.ROOT, "%.0f", x) : Double.toString(x);
    }
}
