package xavierkit.grader;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;

/**
 * What a submission replied.
 *
 * @param replies for each question, in the order in which it was asked once and again
 */
record Recording(Map<String, Queue<String>> replies) {

    /**
     * Reads lines by twos, whatever they are: the file was written where a submission ran. What was not asked is not
     * kept, and a missing file is an empty one.
     */
    static Recording read(Path file, List<String> questions) throws IOException {
        Map<String, Queue<String>> replies = new HashMap<>();
        questions.forEach(question -> replies.put(question, new ArrayDeque<>()));
        if (Files.exists(file)) {
            // not Files.newBufferedReader, which stops at what is not UTF-8
            try (BufferedReader lines =
                    new BufferedReader(new InputStreamReader(Files.newInputStream(file), StandardCharsets.UTF_8))) {
                keep(lines, replies, questions.size());
            }
        }
        return new Recording(replies);
    }

    private static void keep(BufferedReader lines, Map<String, Queue<String>> replies, int most) throws IOException {
        int kept = 0;
        for (String question = lines.readLine(); question != null; question = lines.readLine()) {
            String reply = lines.readLine();
            if (reply != null && kept < most && replies.containsKey(question)) {
                replies.get(question).add(reply);
                kept++;
            }
        }
    }

    String reply(String question) {
        Queue<String> left = replies.getOrDefault(question, new ArrayDeque<>());
        return left.isEmpty() ? Reply.none().line() : left.remove();
    }
}
