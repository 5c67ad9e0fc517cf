package xavierkit.game;

import java.util.*;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.apache.commons.rng.core.source64.SplitMix64;
import xavierkit.algebra.*;

/** What is asked about routes and takes long, or is compared between a page and the JVM. */
public final class GameAnswers {

    private static final int MOST_STEPS = 5;

    private GameAnswers() {}

    /** A route: its derivation in plain text, LaTeX, MathML and Java, and what it used. */
    public static String derive(String route, Consumer<String> part) {
        Game game = Game.of(route);
        Derivation derivation = game.derivation();
        String used = new Assumptions(derivation.assumptions()).toString();
        String verdict = game.level().goal().map(derivation::reaches).orElse("");
        String formula = MathMl.plain(derivation.result());
        return String.join(
                "\n",
                game.text(game.current()),
                derivation.toString(),
                verdict,
                used,
                derivation.latex(),
                formula,
                JavaChain.lesson(game));
    }

    /** A route of rules that were applied and, last, one that is refused: lines of a {@link Refutation}, or "". */
    public static String refute(String route, Consumer<String> part) {
        int last = route.lastIndexOf(' ');
        Game game = Game.of(route.substring(0, last));
        Attempt attempt = game.move(route.substring(last + 1)).attempt();
        return Refutation.of(attempt, game.given()).map(Refutation::lines).orElse("");
    }

    /** The check of each step of a route, on finite models: a part after each step. */
    public static String check(String route, Consumer<String> part) {
        List<Step> steps = Game.of(route).derivation().steps();
        StringBuilder all = new StringBuilder();
        for (Step step : steps) {
            all.append(all.length() == 0 ? "" : "\n").append(StepCheck.of(step));
            part.accept(all.toString());
        }
        return all.toString();
    }

    /** A route of random rules through a random level, as {@link #derive} tells it. */
    public static String random(String seed, Consumer<String> part) {
        RandomGenerator random = new SplitMix64(Long.parseLong(seed))::nextLong;
        List<Level> levels = new ArrayList<>(Levels.all());
        levels.addAll(FreeLevels.all());
        Level level = levels.get(below(random, levels.size()));
        Set<Assumption> chosen = new LinkedHashSet<>(level.assumptions());
        chosen.removeIf(one -> level.isFree() && below(random, 3) == 0);
        Game game = new Game(level, chosen);
        for (int steps = below(random, MOST_STEPS); steps >= 0; steps--) {
            List<String> keys = game.moves().stream()
                    .filter(move -> move.attempt().isAllowed())
                    .map(move -> move.offer().key())
                    .toList();
            if (keys.isEmpty()) {
                break;
            }
            game.apply(keys.get(below(random, keys.size())));
        }
        return derive(game.text(game.current()), part);
    }

    // TeaVM's nextInt with a bound draws other numbers than the JDK's
    private static int below(RandomGenerator random, int bound) {
        return (int) ((random.nextLong() >>> 33) % bound);
    }
}
