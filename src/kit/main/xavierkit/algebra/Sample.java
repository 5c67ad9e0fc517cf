package xavierkit.algebra;

import java.util.Arrays;
import java.util.Map;
import java.util.function.DoubleBinaryOperator;
import java.util.function.DoubleUnaryOperator;

/**
 * Draws from a continuous distribution of families of random variables: what a finite {@link Model}
 * decides exactly is estimated here, for sums as long as real fans.
 *
 * @param outcomes how many draws there are of every variable
 * @param members how far every index runs, and so the value of every symbol that bounds a sum
 * @param values family to members, of two indices the first runs fastest, to one value an outcome
 * @param symbols the values of the symbols
 * @param functions phi, phi' and other functions, by the names that terms use
 * @param definitions the variables that are defined by terms
 */
public record Sample(
        int outcomes,
        int members,
        Map<String, double[][]> values,
        Map<String, Double> symbols,
        Map<String, DoubleUnaryOperator> functions,
        Map<String, Term> definitions) {

    /** Validates: every member of every family has one value an outcome. */
    public Sample {
        values.forEach((family, all) -> {
            for (double[] member : all) {
                if (member.length != outcomes) {
                    throw new IllegalArgumentException(
                            "every member of " + family + " must have " + outcomes + " values, got " + member.length);
                }
            }
        });
    }

    /** The estimate of a term that is not random: means are means over the outcomes. */
    public double value(Term term) {
        if (term.isRandom()) {
            throw new IllegalArgumentException(term + " is random, so it has no one value");
        }
        return term.value(new Estimated(Map.of()))[0];
    }

    /** One number an outcome, or a single one for what is not random. */
    private final class Estimated extends Scope<double[]> {

        Estimated(Map<String, Integer> indices) {
            super(members, definitions, indices);
        }

        @Override
        double[] number(Rational value) {
            return new double[] {value.toDouble()};
        }

        @Override
        double[] plus(double[] a, double[] b) {
            return combined(a, b, Double::sum);
        }

        @Override
        double[] times(double[] a, double[] b) {
            return combined(a, b, (x, y) -> x * y);
        }

        private double[] combined(double[] a, double[] b, DoubleBinaryOperator operator) {
            double[] all = new double[Math.max(a.length, b.length)];
            for (int o = 0; o < all.length; o++) {
                double x = a[a.length == 1 ? 0 : o];
                all[o] = operator.applyAsDouble(x, b[b.length == 1 ? 0 : o]);
            }
            return all;
        }

        @Override
        double[] power(double[] base, int exponent) {
            return exponent == 1 ? base : each(base, x -> StrictMath.pow(x, exponent));
        }

        @Override
        int count(double[] bound) {
            return (int) bound[0];
        }

        @Override
        double[] symbol(String name) {
            return new double[] {given(symbols, name, "the symbol")};
        }

        @Override
        double[] function(String name, double[] argument) {
            return each(argument, given(functions, name, "the function"));
        }

        private <V> V given(Map<String, V> all, String name, String what) {
            if (!all.containsKey(name)) {
                throw new IllegalArgumentException("the sample gives " + what + " " + name + " no values");
            }
            return all.get(name);
        }

        private double[] each(double[] argument, DoubleUnaryOperator function) {
            return Arrays.stream(argument).map(function).toArray();
        }

        @Override
        double[] mean(Term term) {
            double[] all = term.value(this);
            return new double[] {Arrays.stream(all).sum() / all.length};
        }

        @Override
        double[] member(String family, int member) {
            return given(values, family, "the family")[member - 1];
        }

        @Override
        Scope<double[]> withIndices(Map<String, Integer> values) {
            return new Estimated(values);
        }
    }
}
