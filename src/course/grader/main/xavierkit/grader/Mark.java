package xavierkit.grader;

import xavierkit.matrix.Require;

/**
 * The points that an answer earns, and why. It prints as "1.5 of 3 points: " and the reason.
 *
 * @param points from 0 to {@code possible}
 * @param possible finite and at least 0
 * @param reason a sentence; if points are missing, it names the mistake
 */
public record Mark(double points, double possible, String reason) {

    /** Validates: points within what is possible, a reason given. */
    public Mark {
        Require.variance("possible points", possible);
        Require.that(points >= 0 && points <= possible, "points must be from 0 to %s, got %s", possible, points);
        Require.given("the reason", reason);
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

    @Override
    public String toString() {
        return number(points) + " of " + number(possible) + " points: " + reason;
    }

    private static String number(double x) {
        return x == Math.rint(x) ? Long.toString((long) x) : Double.toString(x);
    }
}
