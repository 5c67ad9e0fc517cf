package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.math.BigInteger;
import java.util.*;
import java.util.stream.Collectors;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Terms as MathML, in the order of their plain text; sums over an index stand last in a product. The head of each atom
 * that can be chosen, such as the Var of Var(X), has the place of the atom in a list as its
 * {@code data-place}.
 *
 * @param places the atoms that can be chosen
 */
public record MathMl(List<Atom> places) {

    private static final Map<String, String> GREEK = Map.of("phi", "\u03c6", "delta", "\u03b4", "sigma", "\u03c3");
    private static final String SPACE = "<mspace width='.2em'/>";

    /** A term in which nothing can be chosen, as one formula. */
    public static String plain(Term term) {
        return "<math>" + new MathMl(List.of()).row(term) + "</math>";
    }

    /** An atom in which nothing can be chosen. */
    public static String plain(Atom atom) {
        return plain(Term.of(atom));
    }

    /** An atom in plain text. */
    public static String text(Atom atom) {
        return Notation.PLAIN.write(atom);
    }

    /** One formula for each summand, its sign in front, so that lines can break between them. */
    public List<String> summands(Term term) {
        List<String> all = new ArrayList<>();
        term.summands()
                .forEach((product, c) -> all.add("<math displaystyle='true'><mrow>" + sign(c, all.isEmpty())
                        + product(product, c) + "</mrow></math>"));
        return all.isEmpty() ? List.of("<math><mn>0</mn></math>") : all;
    }

    private String row(Term term) {
        StringBuilder text = new StringBuilder();
        term.summands()
                .forEach(
                        (product, c) -> text.append(sign(c, text.length() == 0)).append(product(product, c)));
        return "<mrow>" + (text.length() == 0 ? "<mn>0</mn>" : text) + "</mrow>";
    }

    private static String sign(BigFraction coefficient, boolean first) {
        boolean negative = coefficient.signum() < 0;
        return first && !negative
                ? ""
                : "<mo form='" + (first ? "prefix" : "infix") + "'>" + (negative ? "\u2212" : "+") + "</mo>";
    }

    private String product(Product product, BigFraction coefficient) {
        String above = factors(coefficient.getNumerator(), product, 1);
        String below = factors(coefficient.getDenominator(), product, -1);
        String one = above.isEmpty() ? "<mn>1</mn>" : above;
        return below.isEmpty() ? one : "<mfrac><mrow>" + one + "</mrow><mrow>" + below + "</mrow></mfrac>";
    }

    private String factors(BigInteger number, Product product, int sign) {
        List<String> all = new ArrayList<>();
        if (!number.abs().equals(BigInteger.ONE)) {
            all.add("<mn>" + number.abs() + "</mn>");
        }
        Comparator<Atom> sumsLast = Comparator.comparing(atom -> atom.kind() == SUM);
        List<Atom> atoms = product.powers().keySet().stream()
                .filter(atom -> product.powers().get(atom) * sign > 0)
                .sorted(sumsLast)
                .toList();
        boolean alone = all.isEmpty() && atoms.size() == 1;
        atoms.forEach(atom -> all.add(power(atom, product.powers().get(atom) * sign, alone)));
        return String.join(SPACE, all);
    }

    private String power(Atom atom, int exponent, boolean alone) {
        boolean brackets = atom.kind() == SUM && exponent > 1 || atom.kind() == DIVISOR && !(alone && exponent == 1);
        String base = brackets ? bracketed("(", atom(atom), ")") : atom(atom);
        return exponent == 1 ? base : "<msup>" + base + "<mn>" + exponent + "</mn></msup>";
    }

    private String atom(Atom atom) {
        List<Term> parts = atom.parts();
        String inside = switch (atom.kind()) {
            case SYMBOL, VARIABLE -> name(atom);
            case DIVISOR -> row(parts.get(0));
            case SUM -> sum(atom);
            case APPLIED -> head(atom, function(atom.name())) + bracketed("(", row(parts.get(0)), ")");
            case MEAN -> head(atom, "<mi mathvariant='normal'>E</mi>") + bracketed("[", row(parts.get(0)), "]");
            case VARIANCE -> head(atom, "<mi>Var</mi>") + bracketed("(", row(parts.get(0)), ")");
            case COVARIANCE ->
                head(atom, "<mi>Cov</mi>")
                        + bracketed("(", parts.stream().map(this::row).collect(Collectors.joining("<mo>,</mo>")), ")");
        };
        int place = places.indexOf(atom);
        return place < 0
                ? "<mrow>" + inside + "</mrow>"
                : "<mrow class='atom' data-whole='" + place + "'>" + inside + "</mrow>";
    }

    // The attributes stand on a row around, since a script over or below would not be part of the button
    private String head(Atom atom, String inside) {
        int place = places.indexOf(atom);
        String label = text(atom).replace("'", "&#39;");
        return place < 0
                ? inside
                : "<mrow class='head' data-place='" + place + "' data-label='" + label + "'>" + inside + "</mrow>";
    }

    private String sum(Atom sum) {
        Term body = sum.inner();
        String inside = row(body);
        String sign = "<munderover><mo>\u2211</mo><mrow><mi>" + sum.name() + "</mi><mo>=</mo><mn>1</mn></mrow>"
                + row(sum.parts().get(0)) + "</munderover>";
        return head(sum, sign) + (body.summands().size() == 1 ? inside : bracketed("(", inside, ")"));
    }

    private static String bracketed(String open, String inside, String close) {
        boolean high = inside.contains("<mfrac") || inside.contains("<munderover");
        String tag = "<mo stretchy='" + high + "'>";
        return "<mrow>" + tag + open + "</mo>" + inside + tag + close + "</mo></mrow>";
    }

    private static String function(String name) {
        return name.endsWith("'")
                ? "<msup>" + function(name.substring(0, name.length() - 1)) + "<mo>\u2032</mo></msup>"
                : "<mi>" + GREEK.getOrDefault(name, name) + "</mi>";
    }

    // w2 is the variable of layer 2
    private String name(Atom atom) {
        String letters = atom.name().replaceFirst("^(\\p{Alpha}+)\\d+$", "$1");
        String layer = atom.name().substring(letters.length());
        String below =
                layer + (layer.isEmpty() || atom.indices().isEmpty() ? "" : ",") + String.join("", atom.indices());
        String base = "<mi>" + GREEK.getOrDefault(letters, letters) + "</mi>";
        String index = layer.isEmpty() ? "<mi>" + below + "</mi>" : "<mn>" + below + "</mn>";
        return head(atom, below.isEmpty() ? base : "<msub>" + base + index + "</msub>");
    }
}
