package xavierkit.reproduce;

import java.util.Locale;

/** How much is trained. The paper trains for longer than any of them. */
enum Scale {
    /** A tenth of the paper's widths. */
    QUICK(100, 8_000, 400, 1),
    /** A fifth of the paper's widths, and long enough for the plateaus of its figures to end. */
    HALF(200, 50_000, 2_500, 1),
    /** The paper's widths. */
    FULL(1_000, 50_000, 1_000, 1),
    /** Small networks, so that each start can be tried often enough to tell luck from effect. */
    COMPARISON(50, 600, 100, 10);

    /** The units of a hidden layer. */
    final int width;

    /** The updates of a run, each of a batch of 10. */
    final long updates;

    /** The updates from one record to the next. */
    final long every;

    /** The number of runs with the same start, each from another seed. */
    final int seeds;

    Scale(int width, long updates, long every, int seeds) {
        this.width = width;
        this.updates = updates;
        this.every = every;
        this.seeds = seeds;
    }

    /** How many runs go side by side: wide layers keep all processors busy by themselves. */
    int atOnce() {
        return width < 300 ? Runtime.getRuntime().availableProcessors() : 1;
    }

    /** In small letters, as on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
