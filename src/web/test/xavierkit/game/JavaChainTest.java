package xavierkit.game;

import static org.junit.jupiter.api.Assertions.*;

import java.nio.file.*;
import java.util.*;
import java.util.stream.*;
import jdk.jshell.*;
import org.junit.jupiter.api.*;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.*;

/** What "As Java" shows is compiled as a notebook compiles it. */
class JavaChainTest {

    private static final Path NOTEBOOKS = Path.of("notebooks");
    private static JShell shell;

    @BeforeAll
    static void start() throws Exception {
        shell = JShell.builder().executionEngine("local").build();
        shell.addToClasspath(System.getProperty("java.class.path"));
        for (String line : Files.readAllLines(NOTEBOOKS.resolve("setup.jshell"))) {
            if (line.startsWith("import java")
                    || line.startsWith("import xavierkit.algebra")
                    || line.startsWith("import xavierkit.derivation")) {
                evaluate(line);
            }
        }
        evaluate("import java.util.*;"); // as both kernels do by themselves
    }

    @AfterAll
    static void stop() {
        shell.close();
    }

    /** Every snippet of a cell, and the value of the last. */
    private static String evaluate(String cell) {
        String rest = cell;
        String value = "";
        while (!rest.isBlank()) {
            var next = shell.sourceCodeAnalysis().analyzeCompletion(rest);
            String snippet = next.source() == null ? rest : next.source();
            for (SnippetEvent event : shell.eval(snippet)) {
                assertNull(event.exception(), () -> cell + "\n" + event.exception());
                assertNotEquals(
                        Snippet.Status.REJECTED,
                        event.status(),
                        () -> snippet + "\n"
                                + shell.diagnostics(event.snippet())
                                        .map(d -> d.getMessage(Locale.ROOT))
                                        .toList());
                value = event.value() == null ? value : event.value();
            }
            rest = next.source() == null ? "" : next.remaining();
        }
        return value;
    }

    static Stream<Arguments> routes() {
        return GameTest.routes();
    }

    @ParameterizedTest
    @MethodSource("routes")
    void aLessonAcceptsTheChainAsItStands(Level level, List<String> route) {
        Game game = GameTest.played(level, route);
        evaluate(JavaChain.lesson(game));
        assertEquals("\"" + game.current().term() + "\"", evaluate("mine.result().toString()"));
        assertEquals("" + route.size(), evaluate("mine.steps().size()"));
        assertEquals("" + game.derivation().given().given().size(), evaluate("mine.given().given().size()"));
    }

    static Stream<Level> free() {
        return FreeLevels.all().stream();
    }

    @ParameterizedTest
    @MethodSource("free")
    void freeStartsAreAcceptedToo(Level level) {
        Game game = new Game(level, new LinkedHashSet<>(level.assumptions()));
        game.moves().stream()
                .filter(move -> move.attempt().isAllowed())
                .findFirst()
                .ifPresent(move -> game.apply(move.offer().key()));
        evaluate(JavaChain.lesson(game));
        assertEquals(
                game.derivation().toString().replace("\n", "\\n"),
                evaluate("mine.toString()").replaceAll("^\"|\"$", ""));
        Stream<String> names = level.offers().stream().map(offer -> offer.java() + ".reason()");
        String made = evaluate(names.collect(Collectors.joining(", ", "List.of(", ").toString()")));
        String expected = level.offers().stream()
                .map(offer -> offer.rule().reason())
                .toList()
                .toString();
        assertEquals("\"" + expected + "\"", made);
    }

    /** The cell of the assignment makes START and the rules; the text of its file says what they are called. */
    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void assignment01AcceptsTheMethodAsItStands(int route) throws Exception {
        String notebook = Files.readString(NOTEBOOKS.resolve("assignments/01-derive-the-forward-rule.ipynb"));
        for (String name :
                List.of("Derivation START = ", "Rule WEIGHTED_SUM = ", "Rule MEAN_OF_W = ", "Rule MEAN_OF_X = ")) {
            assertTrue(notebook.contains(name), name);
        }
        evaluate("""
                Derivation START = Derivation.of(Term.variance(Term.variable("y")),
                    Assumption.zeroMean("w"), Assumption.zeroMean("x"),
                    new Assumption.MutuallyIndependent("w"), new Assumption.MutuallyIndependent("x"),
                    new Assumption.Independent("w", "x"),
                    new Assumption.Identical(Set.of("w")), new Assumption.Identical(Set.of("x")),
                    new Assumption.Symmetric("w"));
                Rule WEIGHTED_SUM = Rule.definition("weighted sum", "y",
                    Term.sum("i", Term.symbol("fan_in"), Term.variable("w", "i").times(Term.variable("x", "i"))));
                Rule MEAN_OF_W = Rule.zeroMean("w");
                Rule MEAN_OF_X = Rule.zeroMean("x");
                """);
        Level forward = Levels.of("forward");
        evaluate(JavaChain.assignment(GameTest.played(forward, forward.routes().get(route)))
                .orElseThrow());
        assertEquals("\"fan_in Var(w) Var(x)\"", evaluate("forward().result().toString()"));
        assertEquals("" + forward.routes().get(route).size(), evaluate("forward().steps().size()"));
    }
}
