package xavierkit.course;

import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Lets a submission answer the questions: runs in a sandbox, and whatever the submission does there, what leaves it
 * is a file of text. The sandbox holds the questions, but neither the tests nor what they hope for.
 */
public final class Answers {

  private Answers() {}

  /**
   * Reads {@code cells.txt}, {@code heads.txt} and {@code questions.txt}, and writes {@code answers.txt}: as many
   * pairs of lines, a question and its reply, as there are until the end.
   *
   * @param arguments the folder that is read, the folder that is written, and the seconds that a cell or a reply may take
   */
  public static void main(String... arguments) throws IOException {
    Path folder = Path.of(arguments[0]);
    List<Head> heads = Head.read(folder.resolve("heads.txt"));
    List<String> questions = Files.readAllLines(folder.resolve("questions.txt"));
    Submission submission = new Submission(Duration.ofSeconds(Long.parseLong(arguments[2])));
    for (Cell cell : Cell.read(folder.resolve("cells.txt"))) {
      submission.evaluate(cell);
      heads.stream().filter(h -> h.cell().equals(cell.id())).forEach(submission::connect);
    }
    heads.forEach(submission::connect); // once more: later cells may have completed earlier ones
    try (BufferedWriter answers =
        Files.newBufferedWriter(Path.of(arguments[1]).resolve("answers.txt"))) {
      for (String question : questions) {
        answers.write(question + "\n" + submission.reply(question) + "\n");
        answers.flush();
      }
    }
    Runtime.getRuntime().halt(0); // whatever threads the submission has left
  }
}
