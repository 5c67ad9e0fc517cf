package xavierkit.training;

import java.time.Duration;

/**
 * How far training has come.
 *
 * @param update the number of updates done
 * @param until the number of updates asked for
 * @param cost the mean negative log-likelihood of the last mini-batch, before its update
 * @param left the time that the other updates will take if they go on like those of this call
 */
public record Progress(long update, long until, double cost, Duration left) {

    static Progress of(long start, long update, long until, double cost, long nanos) {
        double left = (double) nanos / (update - start) * (until - update);
        return new Progress(update, until, cost, Duration.ofNanos((long) left));
    }

    /** One short line, such as {@code update 1200 of 5000, cost 0.2310, 75 s left}. */
    @Override
    public String toString() {
        return String.format(
                java.util.Locale.ROOT, "update %d of %d, cost %.4f, %d s left", update, until, cost, left.toSeconds());
    }
}
