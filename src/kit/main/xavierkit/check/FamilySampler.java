package xavierkit.check;

import java.util.*;
import java.util.function.*;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import xavierkit.activation.Activation;
import xavierkit.algebra.*;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Require;

/**
 * Draws the families of a step as unfriendly as what the step used allows: skewed unless they must be symmetric, with a
 * mean unless it is given, with members that depend on each other unless they must not and differ in size unless they
 * must not, and dependent on the families before unless that is excluded.
 */
final class FamilySampler {

    /** The slope of leaky ReLU, and the share of units that dropout keeps. */
    private static final double SLOPE = 0.2;

    private static final double KEPT = 0.8;

    private final Step step;
    private final int members;
    private final int outcomes;
    private final RandomGenerator random;
    private final Set<Assumption> assumed;
    private final Map<String, Double> symbols = new HashMap<>();

    FamilySampler(Step step, int members, int outcomes, RandomGenerator random) {
        this.step = step;
        this.members = members;
        this.outcomes = outcomes;
        this.random = Require.given("the random generator", random);
        assumed = new HashSet<>(step.needs());
        assumed.addAll(step.used());
        step.symbols().forEach(name -> symbols.put(name, 1.5 + symbols.size()));
        step.bounds().forEach(name -> symbols.put(name, (double) members));
        symbols.putAll(Map.of("a", SLOPE, "p", KEPT));
        all(Assumption.HasShape.class).findFirst().ifPresent(a -> shapeSymbols(distribution(a.shape())));
    }

    // weights of variance 1; the truncated normal is cut at 2 standard deviations
    private void shapeSymbols(WeightDistribution distribution) {
        double bound = distribution.bound(1);
        double deviation = distribution == WeightDistribution.TRUNCATED_NORMAL ? bound / 2 : 1;
        double density = StrictMath.exp(-2) / StrictMath.sqrt(2 * Math.PI);
        symbols.put(Shape.BOUND, bound);
        symbols.put(Shape.VARIANCE, deviation * deviation);
        symbols.put(Shape.DENSITY, density / Activation.ERF.value(StrictMath.sqrt(2)) / deviation);
    }

    private static WeightDistribution distribution(Shape shape) {
        return WeightDistribution.valueOf(shape.name());
    }

    /** What the sides of the step are computed from, with an activation in the place of phi. */
    Sample sample(Map<String, double[][]> values, Activation phi) {
        Map<String, DoubleUnaryOperator> functions = Map.of(
                "relu", Activation.RELU.value(),
                "leaky", Activation.leakyRelu(SLOPE).value(),
                "phi", phi.value(),
                "phi'", phi.derivative());
        return new Sample(
                outcomes, members, values, symbols, functions, step.rule().definitions());
    }

    /** Normal variables of mean 0, all independent. */
    Map<String, double[][]> normal(double variance) {
        double deviation = Math.sqrt(variance);
        Map<String, double[][]> all = new LinkedHashMap<>();
        step.families()
                .forEach((name, indices) ->
                        all.put(name, matrix(count(indices), () -> deviation * random.nextGaussian())));
        return all;
    }

    /** See the class. */
    Map<String, double[][]> unfriendly() {
        Map<String, double[][]> all = new LinkedHashMap<>();
        Map<String, double[][]> before = new LinkedHashMap<>();
        step.families().forEach((name, indices) -> {
            double[][] centred = centred(name, count(indices), before);
            all.put(name, special(name, count(indices)).orElseGet(() -> shifted(name, centred)));
            before.put(name, centred);
        });
        return all;
    }

    private int count(int indices) {
        return indices <= 1 ? members : members * count(indices - 1);
    }

    // families whose distribution an assumption names
    private Optional<double[][]> special(String family, int count) {
        boolean indicator = has(Assumption.Indicator.class, family);
        Optional<Assumption.SumIs> sum = all(Assumption.SumIs.class, family).findFirst();
        if (sum.isPresent()) {
            return sum.map(a -> shares(count, indicator, number(a.total())));
        }
        if (indicator) {
            double kept = mean(family, KEPT);
            return Optional.of(matrix(count, () -> random.nextDouble() < kept ? 1 : 0));
        }
        return all(Assumption.HasShape.class, family).findFirst().map(a -> {
            double[] drawn = distribution(a.shape()).sample(count, outcomes, 1, random).data;
            int[] next = {0};
            return matrix(count, () -> drawn[next[0]++]);
        });
    }

    // words of a language, the i-th as likely as 1/i, or shares that add up to the total all the same
    private double[][] shares(int count, boolean oneHot, double total) {
        double[][] all = matrix(count, () -> -Math.log(1 - random.nextDouble()));
        for (int o = 0; o < outcomes; o++) {
            double sum = 0;
            int first = 0;
            for (int i = 0; i < count; i++) {
                all[i][o] *= oneHot ? i + 1 : 1; // the smallest of exponentials of rate 1/i: i with odds 1/i
                sum += all[i][o];
                first = all[i][o] < all[first][o] ? i : first;
            }
            for (int i = 0; i < count; i++) {
                all[i][o] = oneHot ? (i == first ? 1 : 0) : total * all[i][o] / sum;
            }
        }
        return all;
    }

    private double[][] centred(String family, int count, Map<String, double[][]> before) {
        boolean symmetric = has(Assumption.Symmetric.class, family);
        DoubleSupplier one = symmetric ? random::nextGaussian : () -> -Math.log(1 - random.nextDouble()) - 1;
        double[][] all = matrix(count, one);
        if (!has(Assumption.MutuallyIndependent.class, family) && !has(Assumption.UncorrelatedTerms.class, family)) {
            double[] shared = matrix(1, one)[0];
            add(all, (i, o) -> shared[o]);
        }
        before.forEach((other, values) -> {
            if (!isApart(family) && !isApart(other)) {
                double[] signs = matrix(1, () -> symmetric && random.nextBoolean() ? -1 : 1)[0];
                add(all, (i, o) -> signs[o] * values[i % values.length][o]);
            }
        });
        return all;
    }

    // two families that are both tied to a third would depend on each other
    private boolean isApart(String family) {
        return has(Assumption.Independent.class, family) || has(Assumption.Uncorrelated.class, family);
    }

    private interface Entry {
        double at(int member, int outcome);
    }

    // the mean of old and new, scaled to the same variance
    private static void add(double[][] all, Entry entry) {
        for (int i = 0; i < all.length; i++) {
            for (int o = 0; o < all[i].length; o++) {
                all[i][o] = (all[i][o] + entry.at(i, o)) * Math.sqrt(0.5);
            }
        }
    }

    // the mean that is given, or 1; growing members unless they are identically distributed
    private double[][] shifted(String family, double[][] centred) {
        double mean = has(Assumption.Symmetric.class, family) ? 0 : mean(family, 1);
        double growth = has(Assumption.Identical.class, family) ? 0 : 1.0 / centred.length;
        double[][] all = new double[centred.length][];
        Arrays.setAll(
                all,
                i -> Arrays.stream(centred[i])
                        .map(x -> (1 + i * growth) * x + mean)
                        .toArray());
        return all;
    }

    private double mean(String family, double unlessGiven) {
        return all(Assumption.MeanIs.class, family)
                .map(a -> number(a.mean()))
                .findFirst()
                .orElse(unlessGiven);
    }

    private double number(Term term) {
        return new Sample(0, members, Map.of(), symbols, Map.of(), Map.of()).value(term);
    }

    private <T extends Assumption> Stream<T> all(Class<T> kind) {
        return assumed.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends Assumption> Stream<T> all(Class<T> kind, String family) {
        return all(kind).filter(a -> a.families().contains(family));
    }

    private boolean has(Class<? extends Assumption> kind, String family) {
        return all(kind, family).findFirst().isPresent();
    }

    private double[][] matrix(int rows, DoubleSupplier source) {
        double[][] all = new double[rows][outcomes];
        for (double[] row : all) {
            Arrays.setAll(row, o -> source.getAsDouble());
        }
        return all;
    }
}
