package xavierkit.check;

import java.util.List;
import java.util.random.RandomGenerator;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

/**
 * A sampler as a learner would write it.
 *
 * @param rule what was asked for
 * @param mistakes what is wrong, in the kit's words; empty for nothing
 */
record Learner(String name, VarianceScaling rule, List<Mistake> mistakes, WeightSampler sampler) {

    static final List<VarianceScaling> RULES = List.of(
            VarianceScaling.glorotNormal(),
            VarianceScaling.glorotUniform(),
            VarianceScaling.heNormal(),
            VarianceScaling.heUniform(),
            VarianceScaling.lecunNormal(),
            VarianceScaling.lecunUniform());

    /** One weight. */
    interface Draw {
        double next(RandomGenerator random);
    }

    /** How a weight is drawn for given fans. */
    interface Recipe {
        Draw of(double fanIn, double fanOut);
    }

    /** A formula in the fans. */
    interface Formula {
        double of(double fanIn, double fanOut);
    }

    static Learner right(String name, VarianceScaling rule, WeightSampler sampler) {
        return new Learner(name, rule, List.of(), sampler);
    }

    static Learner wrong(Mistake mistake, VarianceScaling rule, WeightSampler sampler) {
        return new Learner("" + mistake, rule, List.of(mistake), sampler);
    }

    /** In the distribution of the rule, with another variance. */
    static WeightSampler ofVariance(VarianceScaling rule, Formula variance) {
        return rule.distribution() == WeightDistribution.UNIFORM
                ? each((in, out) -> uniform(Math.sqrt(3 * variance.of(in, out))))
                : each((in, out) -> normal(Math.sqrt(variance.of(in, out))));
    }

    static Formula variance(VarianceScaling rule) {
        return (in, out) -> rule.variance(Fan.dense((int) in, (int) out));
    }

    static WeightSampler each(Recipe recipe) {
        return (in, out, random) -> fill(new DMatrixRMaj(in, out), recipe.of(in, out), random);
    }

    static DMatrixRMaj fill(DMatrixRMaj w, Draw draw, RandomGenerator random) {
        for (int i = 0; i < w.numRows; i++) {
            for (int j = 0; j < w.numCols; j++) {
                w.set(i, j, draw.next(random));
            }
        }
        return w;
    }

    static Draw normal(double sd) {
        return random -> sd * random.nextGaussian();
    }

    static Draw uniform(double bound) {
        return random -> bound * (2 * random.nextDouble() - 1);
    }

    /** Drawn again while beyond two sd. */
    static Draw truncated(double sd) {
        return random -> {
            double w = sd * random.nextGaussian();
            while (Math.abs(w) > 2 * sd) {
                w = sd * random.nextGaussian();
            }
            return w;
        };
    }

    @Override
    public String toString() {
        return name + " for " + rule;
    }
}
