package xavierkit.reproduce;

import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;

/** How the entries of a matrix are distributed, as lines of CSV. */
final class Histogram {

    static final int BINS = 100;

    /** The names of what a line has after the prefix. */
    static final String COLUMNS = ",layer,sd,centre,density\n";

    private Histogram() {}

    /**
     * One line {@code prefix,centre,density} for each of 100 bins between -bound and bound. The
     * density is a share of all entries, divided by the width of a bin; entries beyond the bound are
     * in none.
     */
    static String of(String prefix, DMatrixRMaj matrix, double bound) {
        int[] counts = new int[BINS];
        double width = 2 * bound / BINS;
        for (int i = 0; i < matrix.getNumElements(); i++) {
            if (Math.abs(matrix.data[i]) <= bound) {
                counts[Math.min(BINS - 1, (int) ((matrix.data[i] + bound) / width))]++;
            }
        }
        return IntStream.range(0, BINS)
                .mapToObj(k -> "%s,%s,%s\n"
                        .formatted(
                                prefix,
                                bound * (2 * k + 1 - BINS) / BINS,
                                counts[k] / (matrix.getNumElements() * width)))
                .collect(Collectors.joining());
    }
}
