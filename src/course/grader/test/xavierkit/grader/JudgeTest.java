package xavierkit.grader;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From cells to marks: the rehearsal's part, the sandbox's and the judge's, each as its program does it. */
class JudgeTest {

    private static final String RIGHT = "int twice(int x) { return 2 * x; }";
    private static final NotebookCell TEST = test("twice(1) == 2 && twice(4) == 8 ? 2.0 : 0.5");

    private static final List<String> ASKED =
            List.of(Session.question("twice", 1), Session.question("twice", 4), Session.question("twice", 1));

    private static NotebookCell answer(String source) {
        return new NotebookCell(NotebookCell.Kind.ANSWER, "answer", 0, source);
    }

    private static NotebookCell test(String source) {
        return new NotebookCell(NotebookCell.Kind.TEST, "test", 2, source);
    }

    private static List<String> fields(NotebookCell test, List<MethodHeader> headers, Submission submission) {
        List<NotebookCell> cells = List.of(answer(""), test);
        List<String> marks =
                new Judge(cells, headers).marks(question -> Values.line(List.of(submission.reply(question))));
        return Values.fields(marks.get(0));
    }

    private static List<String> marked(String reference, String source, NotebookCell test) {
        List<MethodHeader> headers = new Submission(Duration.ofSeconds(20)).evaluate(answer(reference));
        Submission submission = new Submission(Duration.ofSeconds(2));
        submission.evaluate(answer(source));
        headers.forEach(submission::connect);
        return fields(test, headers, submission);
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
        NotebookCell test = test("text().length() > 0 ? 2 : 0");
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
    void aKeyIsKnownToTestsOnly() {
        NotebookCell key = new NotebookCell(NotebookCell.Kind.KEY, "key", 0, "int truth = 7;");
        Submission submission = new Submission(Duration.ofSeconds(20));
        assertEquals(List.of(), submission.evaluate(key));
        List<MethodHeader> headers = submission.evaluate(answer("int peek() { return truth; }"));
        headers.forEach(submission::connect);
        assertEquals("n" + "This does not compile: variable truth is not declared.", submission.reply("peek"));
        Judge judge = new Judge(List.of(key, test("truth == 7 ? 2 : 0")), List.of());
        assertEquals(List.of(Values.line(List.of("test", "2.0", ""))), judge.marks(question -> ""));
    }

    @Test
    void repliesAreTakenInTheOrderInWhichTheyWereAskedFor(@TempDir Path folder) throws IOException {
        List<String> lines = Stream.of(2, 8, 3)
                .map(value -> Values.line(List.of(Values.write(value))))
                .toList();
        UnaryOperator<String> replies = Judge.replies(ASKED, Files.write(folder.resolve("replies.txt"), lines));
        assertEquals(2, value(replies, 1));
        assertEquals(3, value(replies, 1));
        assertEquals(8, value(replies, 4));
        assertThrows(AnswerException.class, () -> value(replies, 4), "asked once only");
        assertThrows(AnswerException.class, () -> value(replies, 5), "never asked");
    }

    private static Object value(UnaryOperator<String> replies, int x) {
        return Values.reply(replies.apply(Session.question("twice", x)));
    }

    @Test
    void whateverTheFileHoldsIsRead(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("replies.txt");
        assertThrows(AnswerException.class, () -> value(Judge.replies(ASKED, file), 1), "no file");
        Files.write(file, new byte[] {'t', (byte) 0xFF, '\n', 0, '\n', '\n', '\r', '\t'});
        assertThrows(AnswerException.class, () -> value(Judge.replies(ASKED, file), 1));
        Files.writeString(file, "%zz");
        assertThrows(AnswerException.class, () -> value(Judge.replies(ASKED, file), 1), "no such code");
    }

    @Test
    void aLineHoldsAnyText() {
        for (int code = 0; code <= Character.MAX_CODE_POINT; code++) {
            if (code < Character.MIN_SURROGATE || code > Character.MAX_SURROGATE) {
                String text = Character.toString(code);
                String line = Values.line(List.of(text, ""));
                assertEquals(List.of(text, ""), Values.fields(line));
                assertTrue(code < 0x7F || !line.contains(text));
            }
        }
    }
}
