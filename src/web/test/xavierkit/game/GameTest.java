package xavierkit.game;

import static org.junit.jupiter.api.Assertions.*;

import java.util.*;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;
import xavierkit.algebra.*;

class GameTest {

    static Stream<Arguments> routes() {
        return Levels.all().stream().flatMap(level -> level.routes().stream().map(route -> Arguments.of(level, route)));
    }

    static Stream<Level> levels() {
        return Levels.all().stream();
    }

    static Game played(Level level, List<String> route) {
        Game game = new Game(level);
        route.forEach(game::apply);
        return game;
    }

    @ParameterizedTest
    @MethodSource("routes")
    void everyKnownRouteReachesTheGoal(Level level, List<String> route) {
        Game game = played(level, route);
        assertTrue(game.isSolved(), () -> game.current().term().toString());
        assertEquals(game.current().term(), game.derivation().result());
        assertEquals(Set.copyOf(level.assumptions()), game.derivation().assumptions());
    }

    @Test
    void mostLevelsHaveTwoRoutes() {
        List<String> one = levels().filter(level -> level.routes().size() == 1)
                .map(Level::id)
                .toList();
        assertEquals(List.of("scale", "sum", "product", "half", "residual"), one);
    }

    @ParameterizedTest
    @MethodSource("levels")
    void strongHintsLeadToTheGoal(Level level) {
        Game game = new Game(level);
        for (int steps = 0; steps < 12 && !game.isSolved(); steps++) {
            String key = Hint.next(game).orElseThrow();
            assertTrue(Hint.of(game).strong().contains(level.offer(key).rule().name()));
            game.apply(key);
        }
        assertTrue(game.isSolved());
    }

    @Test
    void aHintFindsTheWayBack() {
        Game game = played(Levels.of("sum-variance"), List.of("variance", "linearity"));
        assertEquals(Optional.of("independent"), Hint.next(game));
        Game far = played(Levels.of("residual"), List.of("variance", "linearity"));
        assertEquals(
                "Go back to Var(f + x) and choose \u201cvariance of a sum\u201d there.",
                Hint.of(far).strong());
    }

    @Test
    void whatIsSolvedFor() {
        List<String> solutions = levels().flatMap(level -> level.solution().map(Term::toString).stream())
                .toList();
        assertEquals(
                List.of("1 / fan_in", "1 / fan_out", "2 / (fan_in + fan_out)", "6 / (fan_in + fan_out)", "2 / fan_in"),
                solutions);
    }

    @Test
    void undoAndBranchesKeepWhatWasTried() {
        Game game = played(Levels.of("sum-variance"), List.of("variance", "linearity"));
        game.undo();
        assertEquals(1, game.current().number());
        game.goTo(0);
        game.undo();
        game.apply("variance-sum");
        game.goTo(0);
        game.apply("variance");
        assertEquals(4, game.nodes().size());
        assertEquals(List.of(2, 3), game.ends().stream().map(Game.Node::number).toList());
    }

    @Test
    void aMissingAssumptionIsPlayed() {
        Game game = new Game(FreeLevels.all().get(0));
        game.apply("variance-sum");
        var refused = assertThrows(IllegalArgumentException.class, () -> game.apply("uncorrelated"));
        assertTrue(refused.getMessage().contains("needs that X and Y are uncorrelated"), refused.getMessage());
        String lines = GameAnswers.refute("free-sum variance-sum uncorrelated", part -> {});
        assertTrue(lines.startsWith("made\tX: -1 or 1"), lines);
        assertTrue(lines.contains("columns\tprobability\tX\tY"), lines);
    }

    /** Every assumption that is given is needed: without it a step is refused. */
    @ParameterizedTest
    @MethodSource("levels")
    void everyDroppedAssumptionHasACounterexample(Level level) {
        Game game = played(level, level.routes().get(0));
        List<String> unrefuted = new ArrayList<>();
        for (Assumption one : level.assumptions()) {
            Dropped dropped = Dropped.of(game, one);
            String route = dropped.game().text(dropped.game().current()) + " "
                    + dropped.refused().orElseThrow();
            if (GameAnswers.refute(route, part -> {}).isEmpty()) {
                unrefuted.add(one.toString());
            }
        }
        // two inputs of which never both are 1 make the products uncorrelated, whatever the weights
        boolean oneHot = level.id().equals("embedding");
        assertEquals(oneHot ? List.of("the w_i are independent of each other") : List.of(), unrefuted);
    }

    @Test
    void progressIsReadAsItWasWritten() {
        Progress progress = new Progress();
        levels().forEach(level -> progress.keep(played(level, level.routes().get(0))));
        String text = progress.toString();
        assertEquals(text, Progress.of(text).toString());
        assertEquals(Levels.all().size(), Progress.of(text).solved());
        assertEquals(text, Progress.trusted(text).toString());
        assertEquals("embedding", Progress.of(text).open().id());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nonsense | The first line must be \"xavierkit derivations 1\", got \"nonsense\".",
                "xavierkit derivations 1;open nowhere | Line 2 is wrong: there is no level \"nowhere\".",
                "xavierkit derivations 1;scale variance | Line 2 is wrong: the rule \"definition of variance\" rewrites a variance, but met E[a X].",
                "xavierkit derivations 1;sum-variance:Z variance-sum | Line 2 is wrong: an assumption of the level sum-variance must be a letter from A to A, got \"Z\".",
                "xavierkit derivations 1;free-sum magic | Line 2 is wrong: a rule of the level free-sum must be one of zero-X, zero-Y, linearity, variance-sum, uncorrelated, bienayme, identical, product, independent, variance, second, half, linear, got \"magic\".",
            })
    void aBrokenTextGetsASentence(String text, String sentence) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Progress.of(text.replace(";", "\n")));
        assertEquals(sentence, refused.getMessage());
    }

    @Test
    void aForgedVictoryDoesNotCount() {
        assertEquals(
                0,
                Progress.of("xavierkit derivations 1\nsolved scale he\nscale\n").solved());
    }

    @Test
    void randomRoutesAreValid() {
        Set<String> seen = new HashSet<>();
        for (int seed = 1; seed <= 200; seed++) {
            String text = GameAnswers.random("" + seed, part -> {});
            seen.add(text.substring(0, text.indexOf('\n')));
        }
        assertTrue(seen.size() > 100, "" + seen.size());
    }
}
