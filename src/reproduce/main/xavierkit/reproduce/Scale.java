package xavierkit.reproduce;

import java.util.stream.Stream;

/**
 * How much is trained. The paper trains for longer than any of them.
 *
 * @param name in small letters, as on the command line
 * @param width the units of a hidden layer
 * @param updates of a run, each of a batch of 10
 * @param every the updates from one record to the next
 * @param seeds the number of runs with the same start, each from another seed
 */
record Scale(String name, int width, long updates, long every, int seeds) {

    /** A tenth of the paper's widths. */
    static final Scale QUICK = new Scale("quick", 100, 8_000, 400, 1);

    /** A fifth of the paper's widths, and long enough for the plateaus of its figures to end. */
    static final Scale HALF = new Scale("half", 200, 50_000, 2_500, 1);

    /** The paper's widths. */
    static final Scale FULL = new Scale("full", 1_000, 50_000, 1_000, 1);

    /** Small networks, so that each start can be tried often enough to tell luck from effect. */
    static final Scale COMPARISON = new Scale("comparison", 50, 600, 100, 10);

    /** {@code quick}, {@code half} or {@code full}. */
    static Scale named(String name) {
        return Stream.of(QUICK, HALF, FULL)
                .filter(scale -> scale.name.equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a scale must be quick, half or full, got " + name));
    }

    /** How many runs go side by side: wide layers keep all processors busy by themselves. */
    int atOnce() {
        return width < 300 ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /** The name. */
    @Override
    public String toString() {
        return name;
    }
}
