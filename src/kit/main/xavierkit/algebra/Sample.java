package xavierkit.algebra;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Draws from continuous distributions of families of random variables: what a finite {@link Model} decides exactly is
 * estimated here, for sums as long as real fans. Means are means over the outcomes, and variances divide by the number
 * of outcomes, so that every rule about them that holds without conditions holds here but for rounding.
 */
public final class Sample extends Scope<Double> {

    private static final Arithmetic<Double> ROUNDED =
            new Arithmetic<>(BigFraction::doubleValue, Double::sum, (a, b) -> a * b, StrictMath::pow);

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
        super(
                ROUNDED,
                new Setting<>(
                        members,
                        mapped(
                                values,
                                all -> Stream.of(all)
                                        .map(x -> DoubleStream.of(x).boxed().toList())
                                        .toList()),
                        symbols,
                        mapped(functions, function -> function::applyAsDouble),
                        definitions));
        values.forEach((family, all) -> Stream.of(all)
                .filter(x -> x.length != outcomes)
                .forEach(x -> {
                    throw new IllegalArgumentException(
                            "every member of " + family + " must have " + outcomes + " values, got " + x.length);
                }));
    }

    @Override
    Double mean(List<Double> values) {
        return values.stream().mapToDouble(x -> x).sum() / values.size();
    }

    private static <S, T> Map<String, T> mapped(Map<String, S> map, Function<S, T> image) {
        Map<String, T> all = new HashMap<>();
        map.forEach((name, value) -> all.put(name, image.apply(value)));
        return all;
    }
}
