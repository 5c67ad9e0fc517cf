package xavierkit.check;

import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.DoubleSupplier;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import xavierkit.activation.Activation;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Sample;
import xavierkit.algebra.Shape;
import xavierkit.algebra.Step;
import xavierkit.algebra.Term;
import xavierkit.init.WeightDistribution;

/**
 * Draws the families of a step as unfriendly as what the step used allows: skewed unless they must be
 * symmetric, with a mean unless it is given, with members that depend on each other unless they must not and
 * differ in size unless they must not, and dependent on the families before unless that is excluded.
 */
final class FamilySampler {

    /** The slope of leaky ReLU, and the share of units that dropout keeps. */
    static final double SLOPE = 0.2;

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
        this.random = Objects.requireNonNull(random, "the random generator must be given");
        assumed = new HashSet<>(step.needs());
        assumed.addAll(step.used());
        step.symbols().forEach(name -> symbols.put(name, 1.5 + symbols.size()));
        step.bounds().forEach(name -> symbols.put(name, (double) members));
        symbols.putAll(Map.of("a", SLOPE, "p", KEPT));
        assumed(Assumption.HasShape.class).ifPresent(a -> shapeSymbols(distribution(a.shape())));
    }

    int members() {
        return members;
    }

    Map<String, Double> symbols() {
        return Map.copyOf(symbols);
    }

    // weights of variance 1; the truncated normal is cut at 2 standard deviations
    private void shapeSymbols(WeightDistribution distribution) {
        double bound = distribution.bound(1);
        boolean truncated = distribution == WeightDistribution.TRUNCATED_NORMAL;
        double deviation = truncated ? bound / 2 : 1;
        double density = StrictMath.exp(-2) / StrictMath.sqrt(2 * Math.PI);
        symbols.put(Shape.BOUND, bound);
        symbols.put(Shape.VARIANCE, deviation * deviation);
        symbols.put(Shape.DENSITY, density / Activation.ERF.value(StrictMath.sqrt(2)) / deviation);
    }

    private static WeightDistribution distribution(Shape shape) {
        return WeightDistribution.valueOf(shape.name());
    }

    /** Normal variables of mean 0, all independent. */
    Map<String, double[][]> normal(double variance) {
        double deviation = Math.sqrt(variance);
        Map<String, double[][]> all = new LinkedHashMap<>();
        step.families()
                .forEach((family, indices) ->
                        all.put(family, matrix(count(indices), () -> deviation * random.nextGaussian())));
        return all;
    }

    /** See the class. */
    Map<String, double[][]> unfriendly() {
        Map<String, double[][]> all = new LinkedHashMap<>();
        Map<String, double[][]> before = new LinkedHashMap<>();
        for (var family : step.families().entrySet()) {
            String name = family.getKey();
            double[][] centred = centred(name, count(family.getValue()), before);
            all.put(name, special(name, count(family.getValue())).orElseGet(() -> shifted(name, centred)));
            before.put(name, centred);
        }
        return all;
    }

    private int count(int indices) {
        return indices <= 1 ? members : members * count(indices - 1);
    }

    // Laws that an assumption names
    private Optional<double[][]> special(String family, int count) {
        boolean indicator = assumed.contains(new Assumption.Indicator(family));
        Optional<Assumption.SumIs> fixed = assumed(Assumption.SumIs.class, family);
        if (fixed.isPresent()) {
            return Optional.of(shares(count, indicator, number(fixed.get().total())));
        }
        if (indicator) {
            double kept = assumed(Assumption.MeanIs.class, family)
                    .map(a -> number(a.mean()))
                    .orElse(KEPT);
            return Optional.of(matrix(count, () -> random.nextDouble() < kept ? 1 : 0));
        }
        return assumed(Assumption.HasShape.class, family)
                .map(a -> distribution(a.shape()).sample(count, outcomes, 1, random))
                .map(drawn -> rows(drawn.data, count));
    }

    // Words of a language, the i-th as likely as 1/i, or shares that add up to the total all the same
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
        boolean symmetric = assumed.contains(new Assumption.Symmetric(family));
        DoubleSupplier one = symmetric ? random::nextGaussian : () -> -Math.log(1 - random.nextDouble()) - 1;
        double[][] all = matrix(count, one);
        if (!isAbout(family, Assumption.MutuallyIndependent.class, Assumption.UncorrelatedTerms.class)) {
            double[] shared = matrix(1, one)[0];
            mix(all, i -> shared);
        }
        before.forEach((other, values) -> {
            if (!areApart(family, other)) {
                double[] signs = matrix(1, () -> symmetric && random.nextBoolean() ? -1 : 1)[0];
                mix(all, i -> times(signs, values[i % values.length]));
            }
        });
        return all;
    }

    private static double[] times(double[] a, double[] b) {
        double[] product = a.clone();
        Arrays.setAll(product, o -> a[o] * b[o]);
        return product;
    }

    // two families that are both tied to a third would depend on each other
    private boolean areApart(String family, String other) {
        return Stream.of(family, other)
                .anyMatch(f -> isAbout(f, Assumption.Independent.class, Assumption.Uncorrelated.class));
    }

    private static void mix(double[][] all, IntFunction<double[]> other) {
        for (int i = 0; i < all.length; i++) {
            double[] added = other.apply(i);
            for (int o = 0; o < added.length; o++) {
                all[i][o] = (all[i][o] + added[o]) * Math.sqrt(0.5);
            }
        }
    }

    // The mean that is given, or 1; growing members unless they are identically distributed
    private double[][] shifted(String family, double[][] centred) {
        double mean = assumed(Assumption.MeanIs.class, family)
                .map(a -> number(a.mean()))
                .orElse(1.0);
        boolean symmetric = assumed.contains(new Assumption.Symmetric(family));
        boolean identical = isAbout(family, Assumption.Identical.class);
        double[][] all = new double[centred.length][outcomes];
        for (int i = 0; i < all.length; i++) {
            double size = identical ? 1 : 1 + (double) i / all.length;
            for (int o = 0; o < outcomes; o++) {
                all[i][o] = size * centred[i][o] + (symmetric ? 0 : mean);
            }
        }
        return all;
    }

    private double number(Term term) {
        return new Sample(0, members, Map.of(), symbols, Map.of(), Map.of()).value(term);
    }

    private <T extends Assumption> Optional<T> assumed(Class<T> kind) {
        return assumed.stream().filter(kind::isInstance).map(kind::cast).findFirst();
    }

    private <T extends Assumption> Optional<T> assumed(Class<T> kind, String family) {
        return assumed.stream()
                .filter(kind::isInstance)
                .filter(a -> a.families().contains(family))
                .map(kind::cast)
                .findFirst();
    }

    private boolean isAbout(String family, Class<?>... kinds) {
        return assumed.stream()
                .filter(a -> a.families().contains(family))
                .anyMatch(a -> Stream.of(kinds).anyMatch(kind -> kind.isInstance(a)));
    }

    private double[][] matrix(int rows, DoubleSupplier source) {
        double[][] all = new double[rows][outcomes];
        for (double[] row : all) {
            Arrays.setAll(row, o -> source.getAsDouble());
        }
        return all;
    }

    private double[][] rows(double[] data, int count) {
        double[][] all = new double[count][];
        for (int i = 0; i < count; i++) {
            all[i] = Arrays.copyOfRange(data, i * outcomes, (i + 1) * outcomes);
        }
        return all;
    }
}
