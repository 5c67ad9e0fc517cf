package xavierkit.matrix;

import java.util.Arrays;

/** How numbers are distributed over intervals of equal width. */
public final class Histogram {

    private Histogram() {}

    /**
     * The density of the numbers in each interval: the share of all numbers that lie in it, divided by its width. A
     * number on the edge between two intervals counts in the upper one, {@code to} itself in the last; numbers beyond
     * the edges and NaN are in none.
     *
     * @param from the lower edge of the first interval
     * @param to the upper edge of the last
     * @param bins the number of intervals, at least 1
     */
    public static double[] densities(double[] values, double from, double to, int bins) {
        double width = (to - from) / bins;
        int[] counts = new int[bins];
        for (double value : values) {
            if (value >= from && value <= to) {
                counts[(int) Math.min(bins - 1, (value - from) / width)]++;
            }
        }
        double one = values.length * width;
        return Arrays.stream(counts).mapToDouble(count -> count / one).toArray();
    }
}
