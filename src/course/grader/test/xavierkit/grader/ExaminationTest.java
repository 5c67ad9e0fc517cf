package xavierkit.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From cells to marks: the rehearsal's part, the sandbox's and the judge's, each as its program does it. */
class ExaminationTest {

    private static final String RIGHT = "int twice(int x) { return 2 * x; }";
    private static final Cell TEST = test("twice(1) == 2 && twice(4) == 8 ? 2.0 : 0.5");

    private static final List<String> ASKED =
            List.of(Values.question("twice", 1), Values.question("twice", 4), Values.question("twice", 1));

    private static Cell answer(String source) {
        return new Cell(Cell.Kind.ANSWER, "answer", 0, source);
    }

    private static Cell test(String source) {
        return new Cell(Cell.Kind.TEST, "test", 2, source);
    }

    private static List<String> fields(Cell test, List<Head> heads, Submission submission) {
        List<Cell> cells = List.of(answer(""), test);
        List<String> marks = new Examination(cells, heads, new ByteArrayOutputStream()).marks(submission::reply);
        return Fields.of(marks.get(0));
    }

    private static List<String> marked(String reference, String source, Cell test) {
        List<Head> heads = new Submission(Duration.ofSeconds(20)).evaluate(answer(reference));
        Submission submission = new Submission(Duration.ofSeconds(2));
        submission.evaluate(answer(source));
        heads.forEach(submission::connect);
        return fields(test, heads, submission);
    }

    private static String points(String source) {
        return marked(RIGHT, source, TEST).get(1);
    }

    private static String reason(String source) {
        return marked(RIGHT, source, TEST).get(2);
    }

    @Test
    void rightAnswersEarnThePoints() {
        assertEquals("2.0", points(RIGHT));
        assertEquals("2.0", points("int d(int y) { return y + y; } int twice(int z) { return d(z); }"));
    }

    @Test
    void wrongAnswersEarnWhatTheTestSays() {
        assertEquals("0.5", points("int twice(int x) { return x + 1; }"));
    }

    @Test
    void whatIsThrownIsTheReason() {
        String blank = "int twice(int x) { throw new IllegalStateException(\"to do\"); }";
        assertEquals("0.0", points(blank));
        assertEquals("java.lang.IllegalStateException: to do", reason(blank));
    }

    @Test
    void aMissingMethodIsNamed() {
        assertEquals("0.0", points("int thrice = 3;"));
        assertTrue(reason("int thrice = 3;").startsWith("There is no method int twice(int)."));
        assertEquals("This does not compile: variable y is not declared.", reason("int twice(int x) { return y; }"));
        assertTrue(reason("int twice(int x) {").startsWith("In the cell answer: "));
    }

    @Test
    void whatDoesNotEndIsLeft() {
        assertEquals("This takes longer than 2 s.", reason("int twice(int x) { while (true); }"));
    }

    @Test
    void anotherTypeIsNoReply() {
        Cell test = test("text().length() > 0 ? 2 : 0");
        List<String> marks = marked("String text() { return \"a\"; }", "int text() { return 1; }", test);
        assertEquals("0.0", marks.get(1));
        assertTrue(marks.get(2).contains("ClassCastException"), marks.get(2));
    }

    @Test
    void aTestThatGivesTooManyPointsIsTheAuthorsMistake() {
        Exception e = assertThrows(IllegalStateException.class, () -> marked(RIGHT, RIGHT, test("twice(2)")));
        assertEquals("the last value of test must be from 0 to 2.0 points, got 4", e.getMessage());
    }

    @Test
    void aRecordingRepliesInTheOrderInWhichItWasAsked(@TempDir Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (int value : new int[] {2, 8, 3}) {
            lines.add(Values.question("twice", value == 8 ? 4 : 1));
            lines.add(Reply.of(value).line());
        }
        lines.addAll(0, List.of("never asked", "returned", "returned", "never asked"));
        Recording recording = Recording.read(Files.write(folder.resolve("answers.txt"), lines), ASKED);
        assertEquals(2, value(recording, 1));
        assertEquals(3, value(recording, 1));
        assertEquals(8, value(recording, 4));
        assertThrows(AnswerException.class, () -> value(recording, 4), "asked once only");
    }

    private static Object value(Recording recording, int x) {
        return Reply.read(recording.reply(Values.question("twice", x))).value();
    }

    @Test
    void whateverTheFileHoldsIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("answers.txt");
        assertThrows(AnswerException.class, () -> value(Recording.read(file, ASKED), 1), "no file");
        Files.write(file, new byte[] {'t', (byte) 0xFF, '\n', 0, '\n', '\n', '\r', '\t'});
        assertThrows(AnswerException.class, () -> value(Recording.read(file, ASKED), 1));
        Files.writeString(file, Values.question("twice", 1) + "\nreturned");
        assertThrows(AnswerException.class, () -> value(Recording.read(file, ASKED), 1), "cut off");
    }
}
