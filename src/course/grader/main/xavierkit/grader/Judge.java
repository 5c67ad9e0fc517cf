package xavierkit.grader;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Marks the answers of a submission that has ended; nothing of it runs here. */
public final class Judge {

    private Judge() {}

    /**
     * Reads {@code cells.txt} of the source, {@code heads.txt}, {@code questions.txt} and {@code answers.txt}, and writes {@code marks.txt}: for
     * each test a line with its id, the points and the reason.
     *
     * @param arguments the folder of the source's files, and the folder of the answers and the marks
     */
    public static void main(String... arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        Path folder = Path.of(arguments[1]);
        List<Cell> cells = Files.readAllLines(source.resolve("cells.txt")).stream()
                .map(Cell::read)
                .toList();
        List<Head> heads = Files.readAllLines(source.resolve("heads.txt")).stream()
                .map(Head::read)
                .toList();
        List<String> questions = Files.readAllLines(source.resolve("questions.txt"));
        Recording answers = Recording.read(folder.resolve("answers.txt"), questions);
        Files.write(folder.resolve("marks.txt"), examination(cells, heads).marks(answers::reply));
        Runtime.getRuntime().halt(0);
    }

    /** An examination of cells that print to this JVM's standard output. */
    static Examination examination(List<Cell> cells, List<Head> heads) {
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        return new Examination(cells, heads, printed);
    }
}
