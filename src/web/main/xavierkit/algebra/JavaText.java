package xavierkit.algebra;

import java.math.BigInteger;
import java.util.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;
import xavierkit.algebra.Assumption.*;

/** Java expressions that make terms and assumptions, as a notebook writes them: with the methods of Term imported. */
public final class JavaText {

    private JavaText() {}

    /** An expression for a term. */
    public static String of(Term term) {
        StringBuilder text = new StringBuilder();
        term.summands().forEach((product, c) -> {
            boolean first = text.length() == 0;
            BigFraction size = first ? c : c.abs();
            text.append(first ? "" : c.signum() < 0 ? ".minus(" : ".plus(").append(product(product, size));
            text.append(first ? "" : ")");
        });
        return text.length() == 0 ? "number(0)" : text.toString();
    }

    private static String product(Product product, BigFraction coefficient) {
        List<String> above = new ArrayList<>();
        List<String> below = new ArrayList<>();
        product.powers().forEach((atom, power) -> (power > 0 ? above : below).add(power(atom, Math.abs(power))));
        if (!coefficient.isOne() || above.isEmpty()) {
            above.add(0, number(coefficient));
        }
        return above.get(0)
                + above.stream().skip(1).map(x -> ".times(" + x + ")").collect(Collectors.joining())
                + below.stream().map(x -> ".over(" + x + ")").collect(Collectors.joining());
    }

    private static String number(BigFraction value) {
        String above = "number(" + (value.signum() < 0 ? "-" : "")
                + value.getNumerator().abs() + ")";
        BigInteger below = value.getDenominator().abs();
        return below.equals(BigInteger.ONE) ? above : above + ".over(number(" + below + "))";
    }

    private static String power(Atom atom, int exponent) {
        return atom(atom) + (exponent == 1 ? "" : ".power(" + exponent + ")");
    }

    private static String atom(Atom atom) {
        String parts = atom.parts().stream().map(JavaText::of).collect(Collectors.joining(", "));
        String name = "\"" + atom.name() + "\"";
        return switch (atom.kind()) {
            case SYMBOL -> "symbol(" + name + ")";
            case DIVISOR -> parts;
            case VARIABLE ->
                "variable(" + name
                        + atom.indices().stream().map(i -> ", \"" + i + "\"").collect(Collectors.joining()) + ")";
            case SUM -> "sum(" + name + ", " + parts + ")";
            case APPLIED -> "apply(" + name + ", " + parts + ")";
            case MEAN -> "mean(" + parts + ")";
            case VARIANCE -> "variance(" + parts + ")";
            case COVARIANCE -> "covariance(" + parts + ")";
        };
    }

    /** An expression for an assumption. */
    public static String of(Assumption assumption) {
        String families = quoted(assumption.families());
        String type = "new Assumption.";
        if (assumption instanceof MeanIs is) {
            return is.mean().equals(Term.ZERO)
                    ? "Assumption.zeroMean(" + families + ")"
                    : type + "MeanIs(" + families + ", " + of(is.mean()) + ")";
        } else if (assumption instanceof Identical) {
            return type + "Identical(Set.of(" + families + "))";
        } else if (assumption instanceof SumIs sum) {
            return type + "SumIs(" + families + ", " + of(sum.bound()) + ", " + of(sum.total()) + ")";
        } else if (assumption instanceof HasShape has) {
            return type + "HasShape(" + families + ", Shape." + has.shape().name() + ")";
        } else if (assumption instanceof Uncorrelated pair) {
            return type + "Uncorrelated(" + of(pair.first()) + ", " + of(pair.second()) + ")";
        } else if (assumption instanceof UncorrelatedTerms terms) {
            return type + "UncorrelatedTerms(\"" + terms.index() + "\", " + of(terms.body()) + ")";
        }
        return type + kind(assumption) + "(" + families + ")";
    }

    // The others are about families, and nothing else
    private static String kind(Assumption assumption) {
        return assumption instanceof MutuallyIndependent
                ? "MutuallyIndependent"
                : assumption instanceof Independent
                        ? "Independent"
                        : assumption instanceof Symmetric ? "Symmetric" : "Indicator";
    }

    private static String quoted(Set<String> names) {
        return names.stream().map(name -> "\"" + name + "\"").collect(Collectors.joining(", "));
    }
}
