package xavierkit.algebra;

import java.math.BigInteger;
import java.util.*;
import java.util.regex.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Ways of writing a term. Summands stand in the order of their plain text, symbols before other factors, and what has a
 * negative power below a fraction bar: 3 n Var(w) / (2 m).
 */
enum Notation {
    /** Plain text, such as {@code 2 Var(w_i) / n}. */
    PLAIN,
    /** LaTeX, without dollar signs. */
    LATEX,
    /** Not for readers: two atoms have the same key only if they are equal, where {@code x_i} may mean two things. */
    KEY;

    /** The variable of a layer, such as w2. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{Alpha}+)(\\d+)");

    private static final List<String> GREEK = List.of("phi", "delta", "sigma", "alpha", "lambda");

    /** A number outside terms: 1/3 without spaces, the sign in front. */
    static String write(BigFraction number) {
        BigInteger below = number.getDenominator().abs();
        String sign = number.signum() < 0 ? "-" : "";
        return sign + number.getNumerator().abs() + (below.equals(BigInteger.ONE) ? "" : "/" + below);
    }

    /** The summands in their order, with signs between them. */
    String write(Term term) {
        StringBuilder text = new StringBuilder();
        term.summands().forEach((product, c) -> {
            boolean negative = c.signum() < 0;
            String first = negative ? "-" : "";
            text.append(text.length() == 0 ? first : negative ? " - " : " + ").append(write(product, c));
        });
        return text.length() == 0 ? "0" : text.toString();
    }

    /** A product with the size of its coefficient in front, as a fraction if anything stands below. */
    String write(Product product, BigFraction coefficient) {
        List<String> above = factors(coefficient.getNumerator(), product, 1);
        List<String> below = factors(coefficient.getDenominator(), product, -1);
        String separator = this == LATEX ? "\\, " : " ";
        String numerator = above.isEmpty() ? "1" : String.join(separator, above);
        String denominator = String.join(separator, below);
        if (below.isEmpty()) {
            return numerator;
        }
        return this == LATEX
                ? "\\frac{" + numerator + "}{" + denominator + "}"
                : numerator + " / " + (below.size() == 1 ? denominator : "(" + denominator + ")");
    }

    private List<String> factors(BigInteger number, Product product, int sign) {
        List<String> all = new ArrayList<>();
        if (!number.abs().equals(BigInteger.ONE)) {
            all.add("" + number.abs());
        }
        product.powers().forEach((atom, power) -> {
            if (power * sign > 0) {
                all.add(power(atom, power * sign));
            }
        });
        return all;
    }

    private String power(Atom atom, int exponent) {
        String base = atom.kind() == Atom.Kind.SUM && exponent > 1 ? "(" + write(atom) + ")" : write(atom);
        return exponent == 1 ? base : base + (this == LATEX ? "^{" + exponent + "}" : "^" + exponent);
    }

    /** An atom; a divisor stands in brackets. */
    String write(Atom atom) {
        List<String> parts = atom.parts().stream().map(this::write).toList();
        if (this == KEY) {
            return atom.kind() + " " + atom.name().length() + ":" + atom.name() + atom.indices() + parts;
        }
        return switch (atom.kind()) {
            case SYMBOL, VARIABLE -> name(atom.name(), atom.indices());
            case DIVISOR -> "(" + parts.get(0) + ")";
            case SUM -> sum(atom, parts.get(0), parts.get(1));
            case APPLIED -> call(function(atom.name()), "(", parts.get(0), ")");
            case MEAN -> call(operator("E"), "[", parts.get(0), "]");
            case VARIANCE -> call(operator("Var"), "(", parts.get(0), ")");
            case COVARIANCE -> call(operator("Cov"), "(", String.join(", ", parts), ")");
        };
    }

    private String sum(Atom sum, String bound, String body) {
        String text = sum.inner().summands().size() == 1 ? body : "(" + body + ")";
        return this == LATEX
                ? "\\sum_{" + sum.name() + "=1}^{" + bound + "} " + text
                : "sum(" + sum.name() + "=1.." + bound + ") " + text;
    }

    private String call(String function, String open, String arguments, String close) {
        return this == LATEX
                ? function + "\\!\\left" + open + arguments + "\\right" + close
                : function + open + arguments + close;
    }

    private String operator(String name) {
        return this == LATEX ? "\\operatorname{" + name + "}" : name;
    }

    private String function(String name) {
        return name.endsWith("'") ? name(name.substring(0, name.length() - 1), List.of()) + "'" : name(name, List.of());
    }

    private String name(String name, List<String> indices) {
        if (this == PLAIN) {
            return indices.isEmpty() ? name : name + "_" + String.join("", indices);
        }
        Matcher numbered = NUMBERED.matcher(name);
        boolean layer = numbered.matches();
        String letters = layer ? numbered.group(1) : name;
        String comma = layer && !indices.isEmpty() ? "," : "";
        String below = (layer ? numbered.group(2) : "") + comma + String.join("", indices);
        String base = GREEK.contains(letters)
                ? "\\" + letters
                : letters.length() == 1 ? letters : "\\text{" + letters.replace("_", "\\_") + "}";
        return below.isEmpty() ? base : base + "_{" + below + "}";
    }
}
