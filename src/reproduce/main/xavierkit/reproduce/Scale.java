package xavierkit.reproduce;

import java.util.Locale;

/**
 * How much is trained; the paper trains for longer than any of them. QUICK has a tenth of the paper's widths; HALF
 * a fifth, and is long enough for the plateaus of its figures to end; FULL has the paper's widths. COMPARISON has
 * small networks, so that each start can be tried often enough to tell luck from effect.
 */
enum Scale {
    QUICK(100, 8_000, 400, 1),
    HALF(200, 50_000, 2_500, 1),
    FULL(1_000, 50_000, 1_000, 1),
    COMPARISON(50, 600, 100, 10);

    final int width;
    final long updates;
    final long every;
    final int seeds;

    /** The units of a hidden layer, the updates of a run, those between two records, and the runs of a start. */
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
