package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Draws from continuous distributions of families of random variables: what a finite {@link Model} decides exactly is
 * estimated here, for sums as long as real fans. Means are means over the outcomes.
 */
public final class Sample extends Scope<Double> {

    private final Map<String, List<List<Double>>> values = new HashMap<>();

    /**
     * A sample; every member of every family must have one value for each outcome.
     *
     * @param outcomes how many draws there are of every variable
     * @param members how far every index runs, and so the value of every symbol that bounds a sum
     * @param values family to members, of two indices the first runs fastest, to one value for each outcome
     * @param symbols the values of the symbols
     * @param functions phi, phi' and other functions, by the names that terms use
     * @param definitions the variables that are defined by terms
     * @throws IllegalArgumentException if a member has another number of values
     */
    public Sample(
            int outcomes,
            int members,
            Map<String, double[][]> values,
            Map<String, Double> symbols,
            Map<String, DoubleUnaryOperator> functions,
            Map<String, Term> definitions) {
        super(members, symbols, boxed(functions), definitions);
        values.forEach((family, all) -> {
            List<List<Double>> boxed = Stream.of(all).map(x -> DoubleStream.of(x).boxed().toList()).toList();
            boxed.stream().filter(x -> x.size() != outcomes).forEach(x -> {
                throw new IllegalArgumentException(
                        "every member of " + family + " must have " + outcomes + " values, got " + x.size());
            });
            this.values.put(family, boxed);
        });
    }

    private static Map<String, UnaryOperator<Double>> boxed(Map<String, DoubleUnaryOperator> functions) {
        Map<String, UnaryOperator<Double>> boxed = new HashMap<>();
        functions.forEach((name, function) -> boxed.put(name, function::applyAsDouble));
        return boxed;
    }

    @Override
    Double number(BigFraction exact) {
        return exact.doubleValue();
    }

    @Override
    Double add(Double a, Double b) {
        return a + b;
    }

    @Override
    Double multiply(Double a, Double b) {
        return a * b;
    }

    @Override
    Double power(Double base, int exponent) {
        return StrictMath.pow(base, exponent);
    }

    @Override
    Double mean(List<Double> all) {
        return all.stream().mapToDouble(x -> x).sum() / all.size();
    }

    @Override
    List<Double> member(String family, int member) {
        return given(values, family, "family").get(member - 1);
    }
}
