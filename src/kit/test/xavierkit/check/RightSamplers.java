package xavierkit.check;

import static xavierkit.check.Learner.each;
import static xavierkit.check.Learner.ofVariance;
import static xavierkit.check.Learner.right;
import static xavierkit.check.Learner.variance;

import java.util.List;
import java.util.Random;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

/** Independent weights of mean 0 and the variance of the rule, usual and unusual. */
final class RightSamplers {

    private RightSamplers() {}

    static Stream<Learner> all() {
        return Learner.RULES.stream().flatMap(rule -> of(rule).stream());
    }

    private static List<Learner> of(VarianceScaling rule) {
        WeightSampler plain = ofVariance(rule, variance(rule));
        VarianceScaling other = rule.withDistribution(
                rule.distribution() == WeightDistribution.UNIFORM
                        ? WeightDistribution.NORMAL
                        : WeightDistribution.UNIFORM);
        return List.of(
                right("plain", rule, plain),
                right("the kit's", rule, (in, out, r) -> rule.weights(Fan.dense(in, out), r)),
                right("another generator", rule, (in, out, r) -> plain.weights(in, out, new Random(r.nextLong()))),
                right(
                        "Box-Muller",
                        rule,
                        ofDeviation(
                                rule,
                                sd -> r -> sd
                                        * Math.sqrt(-2 * Math.log(1 - r.nextDouble()))
                                        * Math.cos(2 * Math.PI * r.nextDouble()))),
                right("sum of 12", rule, ofDeviation(rule, sd -> r -> sd * (sumOfTwelve(r) - 6))),
                right(
                        "truncated, corrected",
                        rule,
                        ofDeviation(rule, sd -> Learner.truncated(sd / 0.87962566103423978))),
                right("other distribution", rule, ofVariance(other, variance(rule))),
                right(
                        "Rademacher in float",
                        rule,
                        ofDeviation(rule, sd -> r -> r.nextBoolean() ? (float) sd : (float) -sd)),
                right(
                        "Laplace",
                        rule,
                        ofDeviation(rule, sd -> r -> sd / Math.sqrt(2) * (r.nextExponential() - r.nextExponential()))),
                right("skewed", rule, ofDeviation(rule, sd -> r -> sd * (r.nextExponential() - 1))));
    }

    private static double sumOfTwelve(RandomGenerator random) {
        double sum = 0;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    private interface Shape {
        Learner.Draw of(double sd);
    }

    private static WeightSampler ofDeviation(VarianceScaling rule, Shape shape) {
        return each((in, out) -> shape.of(Math.sqrt(variance(rule).of(in, out))));
    }
}
