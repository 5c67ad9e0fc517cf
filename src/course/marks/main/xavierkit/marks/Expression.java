package xavierkit.marks;

import java.util.*;
import java.util.function.DoubleBinaryOperator;
import java.util.stream.IntStream;
import xavierkit.marks.Formula.Law;
import xavierkit.matrix.Require;

/**
 * A formula as text: + - * / ^, parentheses, numbers, pi, the names of its arguments, sqrt, abs and floor. A list of numbers
 * has first, second, previous and last, and sum(...) and product(...) over neighbours, which are called in and out there.
 */
record Expression(Deque<String> tokens, List<String> arguments, Map<String, Law> functions) {

    private static final List<Map<String, DoubleBinaryOperator>> OPERATORS = List.of(
            Map.of("+", Double::sum, "-", (a, b) -> a - b),
            Map.of("*", (a, b) -> a * b, "/", (a, b) -> a / b),
            Map.of("^", Math::pow));

    private static final Map<String, Law> KNOWN = Map.of(
            "sqrt", x -> Math.sqrt(x[0]),
            "abs", x -> Math.abs(x[0]),
            "floor", x -> (long) x[0],
            "pi", x -> Math.PI,
            "first", x -> x[0],
            "second", x -> x[1],
            "previous", x -> x[x.length - 2],
            "last", x -> x[x.length - 1]);

    /**
     * The law that a text says.
     *
     * @param functions known beside those above; without parentheses behind them they take the law's own arguments
     * @throws IllegalArgumentException if it says none
     */
    static Law law(String text, List<String> arguments, Map<String, Law> functions) {
        String[] tokens = text.replaceAll("[-+*/^()]", " $0 ").strip().split("\\s+");
        Expression all = new Expression(new ArrayDeque<>(List.of(tokens)), arguments, functions);
        Law law = all.operation(0);
        Require.that(all.tokens.isEmpty(), "a formula must be complete, got %s", text);
        return law;
    }

    private boolean skips(String token) {
        return token.equals(tokens.peek()) && tokens.remove() != null;
    }

    private Law operation(int level) {
        if (level == OPERATORS.size()) {
            return operand();
        }
        Law all = operation(level + 1);
        for (var found = OPERATORS.get(level); found.containsKey(Objects.toString(tokens.peek())); ) {
            DoubleBinaryOperator operator = found.get(tokens.remove());
            Law left = all;
            Law right = operation(level + 1);
            all = x -> operator.applyAsDouble(left.at(x), right.at(x));
        }
        return all;
    }

    private Law operand() {
        String token = Objects.toString(tokens.poll());
        int argument = arguments.indexOf(token);
        if (token.equals("-")) {
            Law negated = operation(OPERATORS.size() - 1);
            return x -> -negated.at(x);
        } else if (token.equals("(")) {
            return closed(operation(0));
        } else if (!token.isEmpty() && Character.isDigit(token.charAt(0))) {
            double number = Double.parseDouble(token);
            return x -> number;
        } else if (argument >= 0) {
            return x -> x[argument];
        } else if (token.equals("sum") || token.equals("product")) {
            return neighbours(token.equals("product"));
        }
        Law function = functions.getOrDefault(token, KNOWN.get(token));
        Require.that(function != null, "a formula must use known names, got %s", token);
        Law value = skips("(") ? closed(operation(0)) : null;
        return value == null ? function : x -> function.at(value.at(x));
    }

    private Law neighbours(boolean product) {
        Law each = new Expression(tokens, List.of("in", "out"), functions).operand();
        return x -> IntStream.range(1, x.length)
                .mapToDouble(l -> each.at(x[l - 1], x[l]))
                .reduce(product ? 1 : 0, (a, b) -> product ? a * b : a + b);
    }

    private Law closed(Law law) {
        Require.that(skips(")"), "a formula must close its parentheses");
        return law;
    }
}
