package xavierkit.grader;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Lets the reference solution take the tests, to find out what they ask: only what is asked there is asked of others. */
public final class Rehearsal {

    private static final Duration LIMIT = Duration.ofMinutes(1);

    private Rehearsal() {}

    /**
     * Reads {@code cells.txt}; writes the heads of the answers to {@code heads.txt}, the questions to {@code
     * questions.txt}, and the reference solution's marks to {@code marks.txt}.
     *
     * @param arguments the folder of these files
     */
    public static void main(String... arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        List<Cell> cells = Files.readAllLines(folder.resolve("cells.txt")).stream()
                .map(Cell::read)
                .toList();
        Submission reference = new Submission(LIMIT);
        List<Head> heads = new ArrayList<>();
        for (Cell cell : cells) {
            if (cell.kind() != Cell.Kind.TEST) {
                List<Head> found = reference.evaluate(cell);
                heads.addAll(cell.kind() == Cell.Kind.ANSWER ? found : List.of());
            }
        }
        heads.forEach(reference::connect);
        List<String> questions = new ArrayList<>();
        List<String> marks = Judge.examination(cells, heads).marks(question -> {
            questions.add(question);
            return reference.reply(question);
        });
        Files.write(folder.resolve("heads.txt"), heads.stream().map(Head::line).toList());
        Files.write(folder.resolve("questions.txt"), questions);
        Files.write(folder.resolve("marks.txt"), marks);
        Runtime.getRuntime().halt(0);
    }
}
