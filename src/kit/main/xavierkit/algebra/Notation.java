package xavierkit.algebra;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Ways of writing the same term; what a way does not say for itself is written as in plain text. */
enum Notation {
    PLAIN,

    LATEX {
        @Override
        String name(String name, List<String> indices) {
            Matcher numbered = NUMBERED.matcher(name);
            List<String> below = new ArrayList<>(indices);
            if (numbered.matches()) {
                below.add(0, numbered.group(2) + (indices.isEmpty() ? "" : ","));
            }
            String letters = numbered.matches() ? numbered.group(1) : name;
            String base = GREEK.contains(letters) ? "\\" + letters : letters.length() == 1 ? letters : text(letters);
            return below.isEmpty() ? base : base + "_{" + String.join("", below) + "}";
        }

        @Override
        String power(String base, int exponent) {
            return base + "^{" + exponent + "}";
        }

        @Override
        String fraction(String numerator, String denominator, boolean single) {
            return "\\frac{" + numerator + "}{" + denominator + "}";
        }

        @Override
        String call(String function, String arguments) {
            return switch (function) {
                case "E" -> "\\operatorname{E}\\!\\left[" + arguments + "\\right]";
                case "Var", "Cov" -> "\\operatorname{" + function + "}\\!\\left(" + arguments + "\\right)";
                default -> {
                    String prime = function.endsWith("'") ? "'" : "";
                    String name = function.substring(0, function.length() - prime.length());
                    yield name(name, List.of()) + prime + "\\!\\left(" + arguments + "\\right)";
                }
            };
        }

        @Override
        String sum(String index, String bound, String body) {
            return "\\sum_{" + index + "=1}^{" + bound + "} " + body;
        }
    },

    /** Not for readers: two atoms have the same key only if they are equal. */
    KEY {
        @Override
        String name(String name, List<String> indices) {
            return "variable " + name.length() + ":" + name + indices;
        }

        @Override
        String symbol(String name) {
            return "symbol " + name.length() + ":" + name;
        }

        @Override
        String sum(String index, String bound, String body) {
            return "sum " + index + "(" + bound + ")(" + body + ")";
        }

        @Override
        String fraction(String numerator, String denominator, boolean single) {
            return "(" + numerator + ")/(" + denominator + ")";
        }

        @Override
        String applied(String function, String argument) {
            return "apply " + function.length() + ":" + function + "(" + argument + ")";
        }
    };

    /** The variable of a layer, such as w2. */
    private static final Pattern NUMBERED = Pattern.compile("(\\p{Alpha}+)(\\d+)");

    private static final List<String> GREEK = List.of("phi", "delta", "sigma", "alpha", "lambda");

    String name(String name, List<String> indices) {
        return indices.isEmpty() ? name : name + "_" + String.join("", indices);
    }

    String symbol(String name) {
        return name(name, List.of());
    }

    String power(String base, int exponent) {
        return base + "^" + exponent;
    }

    String fraction(String numerator, String denominator, boolean single) {
        return numerator + " / " + (single ? denominator : "(" + denominator + ")");
    }

    String call(String function, String arguments) {
        return function + (function.equals("E") ? "[" + arguments + "]" : "(" + arguments + ")");
    }

    String applied(String function, String argument) {
        return call(function, argument);
    }

    String sum(String index, String bound, String body) {
        return "sum(" + index + "=1.." + bound + ") " + body;
    }

    private static String text(String name) {
        return "\\text{" + name.replace("_", "\\_") + "}";
    }
}
