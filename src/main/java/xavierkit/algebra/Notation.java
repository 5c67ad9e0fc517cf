package xavierkit.algebra;

import java.util.List;

/** Ways of writing the same term. */
enum Notation {
  PLAIN {
    @Override
    String name(String name, List<String> indices) {
      return indices.isEmpty() ? name : name + "_" + String.join("", indices);
    }

    @Override
    String power(String base, int exponent) {
      return base + "^" + exponent;
    }

    @Override
    String fraction(String numerator, String denominator, boolean single) {
      return numerator + " / " + (single ? denominator : "(" + denominator + ")");
    }

    @Override
    String call(String function, String arguments) {
      return function + (function.equals("E") ? "[" + arguments + "]" : "(" + arguments + ")");
    }

    @Override
    String sum(String index, String bound, String body) {
      return "sum(" + index + "=1.." + bound + ") " + body;
    }
  },

  LATEX {
    @Override
    String name(String name, List<String> indices) {
      String base = GREEK.contains(name) ? "\\" + name : name.length() == 1 ? name : text(name);
      return indices.isEmpty() ? base : base + "_{" + String.join("", indices) + "}";
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
    String power(String base, int exponent) {
      return PLAIN.power(base, exponent);
    }

    @Override
    String fraction(String numerator, String denominator, boolean single) {
      return PLAIN.fraction(numerator, denominator, single);
    }

    @Override
    String call(String function, String arguments) {
      return PLAIN.call(function, arguments);
    }

    @Override
    String applied(String function, String argument) {
      return "apply " + function.length() + ":" + function + "(" + argument + ")";
    }

    @Override
    String sum(String index, String bound, String body) {
      return PLAIN.sum(index, bound, body);
    }
  };

  private static final List<String> GREEK = List.of("phi", "delta", "sigma", "alpha", "lambda");

  abstract String name(String name, List<String> indices);

  String symbol(String name) {
    return name(name, List.of());
  }

  String applied(String function, String argument) {
    return call(function, argument);
  }

  abstract String power(String base, int exponent);

  abstract String fraction(String numerator, String denominator, boolean single);

  abstract String call(String function, String arguments);

  abstract String sum(String index, String bound, String body);

  private static String text(String name) {
    return "\\text{" + name.replace("_", "\\_") + "}";
  }
}
