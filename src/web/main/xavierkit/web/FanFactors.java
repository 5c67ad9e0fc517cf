package xavierkit.web;

import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * What a layer does to the variance of the signal, fan_in Var(W), and of the gradient, fan_out Var(W), if Var(W) is 1 over
 * a mean of its fans.
 */
final class FanFactors {

    /** The largest fan_out / fan_in, and one over the smallest. */
    static final int MOST = 8;

    /** One over Var(W). */
    enum Mean {
        /** (fan_in + fan_out) / 2, of Glorot and Bengio 2010. */
        ARITHMETIC {
            @Override
            double variance(Fan fan) {
                return VarianceScaling.glorotNormal().variance(fan);
            }
        },
        /** sqrt(fan_in fan_out). */
        GEOMETRIC {
            @Override
            double variance(Fan fan) {
                return 1 / Math.sqrt((double) fan.in() * fan.out());
            }
        },
        /** 2 / (1/fan_in + 1/fan_out): Var(W) is the arithmetic mean of what forward and backward want. */
        HARMONIC {
            @Override
            double variance(Fan fan) {
                return (1.0 / fan.in() + 1.0 / fan.out()) / 2;
            }
        };

        /** Var(W). */
        abstract double variance(Fan fan);
    }

    private FanFactors() {}

    /**
     * For each mean Var(W), the forward and the backward factor.
     *
     * @param question fan_in and fan_out
     */
    static String answer(String question) {
        String[] words = question.split(" ");
        Fan fan = Fan.dense(Integer.parseInt(words[0]), Integer.parseInt(words[1]));
        double ratio = (double) fan.out() / fan.in();
        boolean near = ratio <= MOST && ratio * MOST >= 1;
        Require.that(near, "fan_out / fan_in must be between 1/%d and %d, got %s", MOST, MOST, ratio);
        NumberRows rows = new NumberRows();
        for (Mean mean : Mean.values()) {
            double v = mean.variance(fan);
            rows.with(mean.name(), v, fan.in() * v, fan.out() * v);
        }
        return rows.toString();
    }
}
