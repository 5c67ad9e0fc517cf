package xavierkit.web;

import java.util.Map;
import java.util.stream.*;
import xavierkit.init.*;

/** Distributions of one variance, which differ in all but mean and variance. */
final class DensityCurves {

    /** Places of a curve. */
    private static final int PLACES = 121;

    /** How many standard deviations to each side, unless the bound is nearer. */
    static final double REACH = 4;

    /** The share of a normal distribution within two standard deviations, erf(sqrt 2). */
    private static final double KEPT = 0.9544997361036416;

    /** How Var(W) follows from the fans. */
    private static final Map<String, VarianceScaling> RULES = Map.of(
            "Glorot", VarianceScaling.glorotNormal(),
            "He", VarianceScaling.heNormal(),
            "LeCun", VarianceScaling.lecunNormal());

    private DensityCurves() {}

    /**
     * Var(W); then for each distribution its bound, its kurtosis, the relative standard error of the variance of a layer's
     * weights, and its density in some places.
     *
     * @param question Glorot, He or LeCun, fan_in and fan_out
     */
    static String answer(String question) {
        String[] words = question.split(" ");
        Fan fan = Fan.dense(Integer.parseInt(words[1]), Integer.parseInt(words[2]));
        double v = RULES.get(words[0]).variance(fan);
        double weights = (double) fan.in() * fan.out();
        NumberRows rows = new NumberRows().with("variance", v);
        for (WeightDistribution d : WeightDistribution.values()) {
            double[] places = places(Math.min(d.bound(v), REACH * Math.sqrt(v)));
            rows.with(d.name(), d.bound(v), d.kurtosis(), Math.sqrt((d.kurtosis() - 1) / weights));
            rows.with(d + "_W", places);
            rows.with(
                    d + "_DENSITY",
                    DoubleStream.of(places).map(w -> density(d, v, w)).toArray());
        }
        return rows.toString();
    }

    private static double[] places(double end) {
        return IntStream.range(0, PLACES)
                .mapToDouble(i -> end * (2.0 * i / (PLACES - 1) - 1))
                .toArray();
    }

    /** The density at w of a distribution of variance v. */
    static double density(WeightDistribution distribution, double v, double w) {
        double bound = distribution.bound(v);
        if (Math.abs(w) > bound) {
            return 0;
        }
        return switch (distribution) {
            case NORMAL -> normal(Math.sqrt(v), w);
            case UNIFORM -> 1 / (2 * bound);
            case TRUNCATED_NORMAL -> normal(bound / 2, w) / KEPT;
        };
    }

    private static double normal(double deviation, double w) {
        double z = w / deviation;
        return Math.exp(-z * z / 2) / (deviation * Math.sqrt(2 * Math.PI));
    }
}
