package xavierkit.game;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;

/** A route as Java: the chain of calls that the lessons write, and for the forward rule that of assignment 01, too. */
public final class JavaChain {

    private JavaChain() {}

    /** A cell for lessons 02 to 05. */
    public static String lesson(Game game) {
        String start = JavaText.of(game.level().start());
        String given = game.given().given().stream()
                .map(one -> ",\n        " + JavaText.of(one))
                .collect(Collectors.joining());
        return "import static xavierkit.algebra.Term.*;\nvar mine = Derivation.of(" + start + given + ")"
                + applied(game, Map.of()) + ";\nmine";
    }

    /** The method that assignment 01 asks for, if this is its derivation: there s is called y, and z is called x. */
    public static Optional<String> assignment(Game game) {
        Map<String, String> names = Map.of("pre", "WEIGHTED_SUM", "zero-w", "MEAN_OF_W", "zero-z", "MEAN_OF_X");
        return Optional.of("Derivation forward() {\n    return START"
                        + applied(game, names).replace("\n    ", "\n        ") + ";\n}")
                .filter(text -> game.level().id().equals("forward"));
    }

    private static String applied(Game game, Map<String, String> names) {
        return game.path(game.current()).stream()
                .skip(1)
                .map(node -> names.getOrDefault(
                        node.key(), game.level().offer(node.key()).java()))
                .map(rule -> "\n    .apply(" + rule + ")")
                .collect(Collectors.joining());
    }
}
