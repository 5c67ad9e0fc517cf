package xavierkit.bench;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.util.*;

/**
 * Does jobs on request. A line {@code REPEATS JOB} on standard input is answered by one line: the
 * seconds that one repeat took, or {@code unavailable: REASON}. With a job as arguments, it does
 * that once and ends. The first line that it prints names what is measured.
 */
public final class Worker {

    private final Map<String, Job> jobs = new HashMap<>();
    private double sink;

    /** Answers until standard input ends. */
    public static void main(String... job) throws IOException {
        System.out.println("JDK " + Runtime.version());
        Worker worker = new Worker();
        if (job.length > 0) {
            worker.seconds(1, String.join(" ", job));
            return;
        }
        BufferedReader requests = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        for (String line = requests.readLine(); line != null; line = requests.readLine()) {
            System.out.println(worker.answer(line));
        }
    }

    private String answer(String request) {
        String[] words = request.split(" ", 2);
        try {
            return String.valueOf(seconds(Integer.parseInt(words[0]), words[1]));
        } catch (IllegalStateException e) {
            return "unavailable: " + e.getMessage();
        }
    }

    private double seconds(int repeats, String name) {
        Job job = jobs.computeIfAbsent(name, Job::named);
        long start = System.nanoTime();
        for (int i = 0; i < repeats; i++) {
            sink += job.run();
        }
        return (System.nanoTime() - start) / 1e9 / repeats;
    }
}
