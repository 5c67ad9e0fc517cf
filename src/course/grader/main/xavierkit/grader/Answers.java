package xavierkit.grader;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * Lets a submission answer the questions. It is started in a sandbox, and whatever the submission does there, what
 * leaves it is text. The sandbox holds the questions, but neither the tests nor what they hope for.
 */
public final class Answers {

    private Answers() {}

    /**
     * Reads standard input, lines of cells, of heads and of questions with an empty line between the three, and
     * writes pairs of lines, a question and its reply, to standard output: as many as there are until the end.
     *
     * @param arguments the seconds of processor time that a cell or a reply may take
     */
    public static void main(String... arguments) throws IOException {
        String[] blocks = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 3);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            silence();
            Duration limit = Duration.ofSeconds(Long.parseLong(arguments[0]));
            List<Head> heads = blocks[1].lines().map(Head::read).toList();
            Submission submission = new Submission(limit);
            for (Cell cell : blocks[0].lines().map(Cell::read).toList()) {
                submission.evaluate(cell);
                heads.stream().filter(h -> h.cell().equals(cell.id())).forEach(submission::connect);
            }
            heads.forEach(submission::connect); // once more: later cells may have completed earlier ones
            for (String question : blocks[2].lines().toList()) {
                String pair = question + "\n" + submission.reply(question) + "\n";
                out.write(pair.getBytes(StandardCharsets.UTF_8));
            }
        }
        Runtime.getRuntime().halt(0); // whatever threads the submission has left
    }

    // what cells print is nobody's answer
    private static void silence() {
        System.setIn(InputStream.nullInputStream());
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        System.setErr(new PrintStream(OutputStream.nullOutputStream()));
    }
}
