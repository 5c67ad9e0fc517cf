package xavierkit.view;

import java.util.*;
import java.util.stream.IntStream;
import xavierkit.matrix.Moments;

/**
 * What a scatter of many dots shows, in a sentence.
 *
 * @param correlation E[(x - mean)(y - mean)] over both standard deviations; NaN if one of them is 0
 */
record Cloud(String label, int count, Range across, Range up, double correlation) {

    /** From the least to the largest number. */
    record Range(double least, double largest) {

        static Range of(List<Double> numbers) {
            return new Range(Collections.min(numbers), Collections.max(numbers));
        }

        @Override
        public String toString() {
            return "from " + Series.number(least) + " to " + Series.number(largest);
        }
    }

    static Cloud of(Series s) {
        return new Cloud(s.label(), s.xs().size(), Range.of(s.xs()), Range.of(s.values()), correlation(s));
    }

    private static double correlation(Series s) {
        Moments x = Moments.of(s.xs().stream().mapToDouble(v -> v).toArray());
        Moments y = Moments.of(s.values().stream().mapToDouble(v -> v).toArray());
        double products = IntStream.range(0, s.xs().size())
                .mapToDouble(i -> (s.xs().get(i) - x.mean()) * (s.values().get(i) - y.mean()))
                .average()
                .orElse(0);
        return products / (x.populationStandardDeviation() * y.populationStandardDeviation());
    }

    @Override
    public String toString() {
        String related =
                Double.isFinite(correlation) ? String.format(Locale.ROOT, ", correlation %.2f", correlation) : "";
        return "Scatter \"%s\": %d dots, x %s, y %s%s.".formatted(label, count, across, up, related);
    }
}
