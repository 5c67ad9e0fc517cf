package xavierkit.grader;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;

/**
 * The program that lets a submission answer questions. It runs in a sandbox that holds the library and this module:
 * neither the tests nor anything that knows an answer. Whatever the submission does there, all that leaves it is text.
 */
public final class Answers {

    private Answers() {}

    /**
     * Reads from standard input the lines of cells, of method headers and of questions, with an empty line between the
     * three, and writes one reply for each question, a line each.
     *
     * @param arguments the seconds of processor time that a cell or a reply may take
     */
    public static void main(String... arguments) throws IOException {
        String[] parts = new String(System.in.readAllBytes(), StandardCharsets.UTF_8).split("\n\n", 3);
        try (OutputStream out = new FileOutputStream(FileDescriptor.out)) {
            System.setIn(InputStream.nullInputStream());
            System.setOut(new PrintStream(OutputStream.nullOutputStream())); // what answers print is no reply
            System.setErr(System.out);
            Submission submission = new Submission(Duration.ofSeconds(Long.parseLong(arguments[0])));
            List<MethodHeader> headers =
                    parts[1].lines().map(MethodHeader::read).toList();
            for (NotebookCell cell : parts[0].lines().map(NotebookCell::read).toList()) {
                submission.evaluate(cell);
                headers.stream().filter(h -> h.cell().equals(cell.id())).forEach(submission::connect);
            }
            headers.forEach(submission::connect); // once more: later cells may have completed earlier ones
            for (String question : parts[2].lines().toList()) {
                out.write((Values.line(List.of(submission.reply(question))) + "\n").getBytes(StandardCharsets.UTF_8));
            }
        }
        Runtime.getRuntime().halt(0); // whatever threads the submission has left
    }
}
