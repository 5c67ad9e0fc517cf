package xavierkit.course;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/**
 * What a submission replied.
 *
 * @param replies for each question, in the order in which it was asked once and again
 */
record Recording(Map<String, Queue<String>> replies) {

  /** Reads lines by twos, whatever they are: the file was written where a submission ran. */
  static Recording read(Path file) throws IOException {
    Map<String, Queue<String>> replies = new HashMap<>();
    String text =
        Files.exists(file) ? new String(Files.readAllBytes(file), StandardCharsets.UTF_8) : "";
    String[] lines = text.split("\n");
    for (int i = 0; i + 1 < lines.length; i += 2) {
      replies.computeIfAbsent(lines[i], question -> new ArrayDeque<>()).add(lines[i + 1]);
    }
    return new Recording(replies);
  }

  String reply(String question) {
    Queue<String> left = replies.getOrDefault(question, new ArrayDeque<>());
    return left.isEmpty() ? Reply.none().line() : left.remove();
  }
}
