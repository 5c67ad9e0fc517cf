package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.algebra.Term.number;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.*;
import org.junit.jupiter.api.Test;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Shape;
import xavierkit.algebra.Step;
import xavierkit.derivation.Derivations;
import xavierkit.matrix.Moments;

class FamilySamplerTest {

    private static final int OUTCOMES = 40_000;

    private static Map<String, double[][]> draw(Step step) {
        return new FamilySampler(step, 3, OUTCOMES, new SplittableRandom(1)).unfriendly();
    }

    private static double covariance(double[] x, double[] y) {
        double meanX = Moments.of(x).mean();
        double meanY = Moments.of(y).mean();
        double sum = 0;
        for (int o = 0; o < x.length; o++) {
            sum += (x[o] - meanX) * (y[o] - meanY);
        }
        return sum / x.length;
    }

    // a variance as E[x^2] - E[x]^2 needs nothing: mean 0.7, members of standard deviation 1.5, 2 and 2.5 that share a
    // half, and families that share a quarter or more; 5 standard errors of 1/200
    @Test
    void whatIsNotAssumedDoesNotHold() {
        Step step = Derivation.of(variance(variable("x").plus(variable("y"))))
                .apply(Rule.VARIANCE)
                .steps()
                .get(0);
        Map<String, double[][]> all = draw(step);
        double[][] x = all.get("x");
        for (int i = 0; i < 3; i++) {
            double size = 1.5 * (1 + i / 3.0);
            assertEquals(0.7, Moments.of(x[i]).mean(), 5 * size / 200);
            assertEquals(size * size, Moments.of(x[i]).populationVariance(), 0.1 * size * size);
        }
        assertEquals(0.5 * 1.5 * 2, covariance(x[0], x[1]), 0.2);
        assertTrue(covariance(x[0], all.get("y")[0]) > 0.5);
    }

    // two-sided exponential: kurtosis 6, and a normal variable, of which a mean is also taken, would have 3
    @Test
    void symmetricFamiliesAreNotNormal() {
        Step step = Derivations.relu().steps().get(0);
        double[] s = draw(step).get("s")[0];
        double fourth = Arrays.stream(s).map(x -> Math.pow(x, 4)).average().orElseThrow();
        Moments moments = Moments.of(s);
        assertEquals(0, moments.mean(), 0.05);
        assertEquals(2.25, moments.populationVariance(), 0.15);
        assertTrue(fourth > 3.5 * 2.25 * 2.25, "" + fourth);
    }

    @Test
    void ofIndicatorsThatAddUpToOneOneIsOne() {
        Step step = Derivations.oneHot().steps().stream()
                .filter(s -> s.used().contains(new Assumption.Indicator("x")))
                .findFirst()
                .orElseThrow();
        Assumption sum = new Assumption.SumIs("x", symbol("fan_in"), number(1));
        Rule needing = new Rule(
                "",
                "",
                "",
                true,
                Map.of(),
                atom -> step.rule()
                        .match()
                        .apply(atom)
                        .map(a -> new Rule.Application(a.result(), List.of(new Assumption.Indicator("x"), sum))));
        Step both = Step.of(step.before(), needing, Derivations.oneHot().given());
        double[][] x = draw(both).get("x");
        double[] shares = Arrays.stream(x)
                .mapToDouble(member -> Moments.of(member).mean())
                .toArray();
        for (int o = 0; o < OUTCOMES; o++) {
            assertEquals(1, x[0][o] + x[1][o] + x[2][o]);
            assertEquals(1, Math.max(x[0][o], Math.max(x[1][o], x[2][o])));
        }
        assertTrue(shares[0] > shares[1] && shares[1] > shares[2] && shares[2] > 0.05, Arrays.toString(shares));
    }

    // the symbols of a shape are those of weights of variance 1
    @Test
    void shapesHaveVarianceOne() {
        for (Shape shape : Shape.values()) {
            Step step = Derivations.varianceOf(shape).steps().stream()
                    .filter(s -> s.used().contains(new Assumption.HasShape("w", shape)))
                    .findFirst()
                    .orElseThrow();
            for (double[] w : draw(step).get("w")) {
                assertEquals(0, Moments.of(w).mean(), 0.03);
                assertEquals(1, Moments.of(w).populationVariance(), 0.05);
            }
        }
    }

    @Test
    void normalFamiliesHaveTheVarianceAskedFor() {
        Step step = Derivations.forward().steps().get(0);
        FamilySampler sampler = new FamilySampler(step, 2, OUTCOMES, new SplittableRandom(1));
        sampler.normal(4).forEach((name, members) -> {
            assertEquals(2, members.length);
            assertEquals(4, Moments.of(members[0]).populationVariance(), 0.15);
            assertEquals(0, covariance(members[0], members[1]), 0.1);
        });
    }
}
