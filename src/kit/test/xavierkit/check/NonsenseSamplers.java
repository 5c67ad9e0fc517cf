package xavierkit.check;

import static xavierkit.check.Learner.each;
import static xavierkit.check.Learner.normal;
import static xavierkit.check.Learner.ofVariance;
import static xavierkit.check.Learner.uniform;
import static xavierkit.check.Learner.variance;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import xavierkit.init.VarianceScaling;

/** Wrong in ways that have no name: other factors, two mistakes at once, other functions of the fans. */
final class NonsenseSamplers {

    private NonsenseSamplers() {}

    static Stream<Learner> all() {
        return Learner.RULES.stream().flatMap(rule -> of(rule).stream());
    }

    private static List<Learner> of(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        List<Learner> all = new ArrayList<>();
        for (double factor : new double[] {1.37, 0.86, 1.15, 0.62, 5, 9, 0.1, 1e6, 1e-9}) {
            all.add(unknown("factor " + factor, rule, ofVariance(rule, (in, out) -> factor * v.of(in, out))));
        }
        all.add(unknown("power", rule, ofVariance(rule, (in, out) -> Math.pow(v.of(in, out), 0.8))));
        all.add(unknown("geometric mean", rule, ofVariance(rule, (in, out) -> rule.scale() / Math.sqrt(in * out))));
        all.add(unknown("widest", rule, ofVariance(rule, (in, out) -> rule.scale() / Math.max(in, out))));
        all.add(unknown("product", rule, ofVariance(rule, (in, out) -> 1 / (in * out))));
        all.add(unknown("inverse", rule, ofVariance(rule, (in, out) -> in)));
        // the bound's 3 and only fan_in; sd = v and the sum; the bound's 1/3 and no root
        all.add(unknown("two mistakes", rule, each((in, out) -> normal(Math.sqrt(5 / in)))));
        all.add(unknown("two others", rule, each((in, out) -> uniform(1.5 / (in + out)))));
        // right variance, wrong factor, neither normal nor uniform
        all.add(unknown(
                "two values",
                rule,
                each((in, out) -> random -> Math.sqrt(3 * v.of(in, out)) * (random.nextBoolean() ? 1 : -1))));
        all.add(unknown(
                "Cauchy",
                rule,
                each((in, out) -> random -> Math.sqrt(v.of(in, out)) * random.nextGaussian() / random.nextGaussian())));
        return all;
    }

    private static Learner unknown(String name, VarianceScaling rule, WeightSampler sampler) {
        return new Learner(name, rule, List.of(), sampler);
    }
}
