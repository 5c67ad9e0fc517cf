package xavierkit.check;

import java.util.*;
import java.util.function.*;
import java.util.random.RandomGenerator;
import java.util.stream.*;
import xavierkit.activation.Activation;
import xavierkit.algebra.*;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Require;

/**
 * Draws the families of a step as unfriendly as what the step used allows: skewed unless they must be symmetric, with a
 * mean unless it is given, with members that depend on each other unless they must not and differ in size unless they
 * must not, and dependent on the families before unless that is excluded. No moment is 1 or that of a normal variable. A
 * family is an array of members, each of them an array of one value an outcome.
 */
final class FamilySampler {

    /** The slope of leaky ReLU. */
    private static final double SLOPE = 0.2;

    /** The share of units that dropout keeps. */
    private static final double KEPT = 0.8;

    /** Of a family without a given mean. */
    private static final double MEAN = 0.7;

    /** The standard deviation of its first member. */
    private static final double SIZE = 1.5;

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
        all(Assumption.HasShape.class).forEach(a -> putSymbols(distribution(a)));
    }

    /** The bound, the variance and the density of weights of variance 1; the truncated normal is cut at 2 standard deviations. */
    private void putSymbols(WeightDistribution distribution) {
        double bound = distribution.bound(1);
        double deviation = distribution == WeightDistribution.TRUNCATED_NORMAL ? bound / 2 : 1;
        double density = StrictMath.exp(-2) / StrictMath.sqrt(2 * Math.PI);
        symbols.put(Shape.BOUND, bound);
        symbols.put(Shape.VARIANCE, deviation * deviation);
        symbols.put(Shape.DENSITY, density / Activation.ERF.value(StrictMath.sqrt(2)) / deviation);
    }

    private static WeightDistribution distribution(Assumption.HasShape assumption) {
        return WeightDistribution.valueOf(assumption.shape().name());
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
        Map<String, double[][]> all = new TreeMap<>();
        step.families()
                .forEach((name, indices) ->
                        all.put(name, family(count(indices), () -> deviation * random.nextGaussian())));
        return all;
    }

    /** See the class. */
    Map<String, double[][]> unfriendly() {
        Map<String, double[][]> all = new TreeMap<>();
        Map<String, double[][]> before = new TreeMap<>(); // as the families, in order of their names
        step.families().forEach((name, indices) -> {
            double[][] centred = centred(name, count(indices), before);
            all.put(name, drawn(name, centred));
            before.put(name, centred);
        });
        return all;
    }

    /** How many members a family of this many indices has. */
    private int count(int indices) {
        return indices <= 1 ? members : members * count(indices - 1);
    }

    /** In the distribution that an assumption names, else the centred values with a mean. */
    private double[][] drawn(String name, double[][] centred) {
        int count = centred.length;
        boolean indicator = has(name, Assumption.Indicator.class);
        Optional<Assumption.SumIs> sum = all(Assumption.SumIs.class, name).findFirst();
        if (sum.isPresent()) {
            return shares(count, indicator, number(sum.get().total()));
        }
        if (indicator) {
            double kept = mean(name, KEPT);
            return family(count, () -> random.nextDouble() < kept ? 1 : 0);
        }
        return all(Assumption.HasShape.class, name)
                .map(a -> distribution(a).sample(count, outcomes, 1, random).data)
                .map(weights -> family(count, Arrays.stream(weights).iterator()::nextDouble))
                .findFirst()
                .orElseGet(() -> shifted(name, centred));
    }

    /** Shares that add up to the total; of indicators one, the first more often. */
    private double[][] shares(int count, boolean oneHot, double total) {
        double[][] all = family(count, () -> oneHot ? 0 : exponential());
        for (int o = 0; o < outcomes; o++) {
            if (oneHot) {
                all[random.nextInt(1 + random.nextInt(count))][o] = 1;
            }
            double sum = 0;
            for (double[] member : all) {
                sum += member[o];
            }
            for (double[] member : all) {
                member[o] *= total / sum;
            }
        }
        return all;
    }

    private double exponential() {
        return -Math.log(1 - random.nextDouble());
    }

    /**
     * Of mean 0 and variance 1, skewed or two-sided exponential, tied to each other and to the families before as far as
     * that is allowed.
     */
    private double[][] centred(String name, int count, Map<String, double[][]> before) {
        boolean symmetric = has(name, Assumption.Symmetric.class);
        DoubleSupplier one =
                () -> symmetric ? (random.nextBoolean() ? 1 : -1) * exponential() * Math.sqrt(0.5) : exponential() - 1;
        double[][] all = family(count, one);
        if (!has(name, Assumption.MutuallyIndependent.class, Assumption.UncorrelatedTerms.class)) {
            mix(all, family(1, one), () -> 1);
        }
        before.forEach((other, values) -> {
            if (!isApart(name) && !isApart(other)) {
                mix(all, values, () -> symmetric && random.nextBoolean() ? -1 : 1);
            }
        });
        return all;
    }

    /** Two families that are both tied to a third would depend on each other. */
    private boolean isApart(String name) {
        return has(name, Assumption.Independent.class, Assumption.Uncorrelated.class);
    }

    /** The mean of both, with a sign for each outcome, scaled to the same variance. */
    private void mix(double[][] all, double[][] other, DoubleSupplier sign) {
        double[] signs = family(1, sign)[0];
        for (int i = 0; i < all.length; i++) {
            for (int o = 0; o < outcomes; o++) {
                all[i][o] = (all[i][o] + signs[o] * other[i % other.length][o]) * Math.sqrt(0.5);
            }
        }
    }

    /** The mean that is given, or {@link #MEAN}; growing members unless they are identically distributed. */
    private double[][] shifted(String name, double[][] centred) {
        double mean = has(name, Assumption.Symmetric.class) ? 0 : mean(name, MEAN);
        boolean identical = has(name, Assumption.Identical.class);
        double[][] all = new double[centred.length][];
        for (int i = 0; i < all.length; i++) {
            double size = SIZE * (identical ? 1 : 1 + (double) i / all.length);
            all[i] = Arrays.stream(centred[i]).map(x -> size * x + mean).toArray();
        }
        return all;
    }

    /** The mean that is given. */
    private double mean(String name, double unlessGiven) {
        return all(Assumption.MeanIs.class, name)
                .map(a -> number(a.mean()))
                .findFirst()
                .orElse(unlessGiven);
    }

    private double number(Term term) {
        return new Sample(0, members, Map.of(), symbols, Map.of(), Map.of()).value(term);
    }

    /** The assumptions of a kind. */
    private <T extends Assumption> Stream<T> all(Class<T> kind) {
        return assumed.stream().filter(kind::isInstance).map(kind::cast);
    }

    private <T extends Assumption> Stream<T> all(Class<T> kind, String name) {
        return all(kind).filter(a -> a.families().contains(name));
    }

    private boolean has(String name, Class<?>... kinds) {
        return Stream.of(kinds).anyMatch(kind -> all(Assumption.class, name).anyMatch(kind::isInstance));
    }

    /** Numbers drawn one by one, all outcomes of the first member first. */
    private double[][] family(int count, DoubleSupplier source) {
        double[][] all = new double[count][];
        Arrays.setAll(all, i -> DoubleStream.generate(source).limit(outcomes).toArray());
        return all;
    }
}
