package xavierkit.grader;

import java.io.*;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.time.Duration;
import java.util.*;
import java.util.function.*;
import jdk.jshell.SnippetEvent;

/**
 * Runs the tests of an assignment on answers that somebody else gives; a program of its own.
 *
 * @param cells of the source, in order
 * @param headers of the methods that stand in for its answer cells
 */
record Judge(List<NotebookCell> cells, List<MethodHeader> headers) {

    private static final int LONGEST_REASON = 2000;
    private static final Duration REFERENCE_LIMIT = Duration.ofMinutes(1);

    /**
     * Marks a submission that has ended: reads {@code cells.txt}, {@code headers.txt} and {@code questions.txt} of the
     * source and {@code replies.txt} of the submission, and writes {@code marks.txt}, for each test a line with its id,
     * the points and the reason. Without a submission it runs the reference solution, the only answers that ever run here,
     * to find out what the tests ask, and writes {@code headers.txt}, {@code questions.txt} and {@code marks.txt}.
     *
     * @param arguments the folder of the source's files and, unless it is about the reference, that of the submission's
     */
    public static void main(String... arguments) throws IOException {
        Path source = Path.of(arguments[0]);
        List<NotebookCell> cells = read(source.resolve("cells.txt"), NotebookCell::read);
        if (arguments.length == 1) {
            runReference(source, cells);
        } else {
            Path folder = Path.of(arguments[1]);
            List<String> questions = read(source.resolve("questions.txt"), question -> question);
            Judge judge = new Judge(cells, read(source.resolve("headers.txt"), MethodHeader::read));
            Files.write(folder.resolve("marks.txt"), judge.marks(replies(questions, folder.resolve("replies.txt"))));
        }
        Runtime.getRuntime().halt(0);
    }

    private static <T> List<T> read(Path file, Function<String, T> line) throws IOException {
        return Files.readAllLines(file).stream().map(line).toList();
    }

    private static void runReference(Path folder, List<NotebookCell> cells) throws IOException {
        Submission reference = new Submission(REFERENCE_LIMIT);
        List<MethodHeader> headers = new ArrayList<>();
        cells.forEach(cell -> headers.addAll(reference.evaluate(cell)));
        headers.forEach(reference::connect);
        List<String> questions = new ArrayList<>();
        List<String> marks = new Judge(cells, headers).marks(question -> {
            questions.add(question);
            return Values.line(List.of(reference.reply(question)));
        });
        Files.write(
                folder.resolve("headers.txt"),
                headers.stream().map(MethodHeader::line).toList());
        Files.write(folder.resolve("questions.txt"), questions);
        Files.write(folder.resolve("marks.txt"), marks);
    }

    /**
     * What a file says that was written where a submission ran: line by line the replies to these questions, whatever
     * the lines hold; "" where there is none, or none any more. A missing file is an empty one.
     */
    static UnaryOperator<String> replies(List<String> questions, Path file) throws IOException {
        // not Files.readAllLines, which stops at what is not UTF-8
        byte[] bytes = Files.exists(file) ? Files.readAllBytes(file) : new byte[0];
        Iterator<String> lines =
                new String(bytes, StandardCharsets.UTF_8).lines().iterator();
        Map<String, Queue<String>> replies = new HashMap<>();
        for (String question : questions) {
            replies.computeIfAbsent(question, q -> new ArrayDeque<>()).add(lines.hasNext() ? lines.next() : "");
        }
        return question -> Objects.requireNonNullElse(
                replies.getOrDefault(question, new ArrayDeque<>()).poll(), "");
    }

    /**
     * One line for each test: its id, the points and what it printed.
     *
     * @throws IllegalStateException if a trusted cell fails where no answer is to blame
     */
    List<String> marks(UnaryOperator<String> replies) {
        PrintStream out = System.out;
        ByteArrayOutputStream printed = new ByteArrayOutputStream();
        System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
        try {
            Session.open(replies);
            Shell shell = new Shell();
            List<String> marks = new ArrayList<>();
            for (NotebookCell cell : cells) {
                switch (cell.kind()) {
                    case HELPER, KEY -> shell.evaluate(cell.source());
                    case TEST -> marks.add(mark(cell, shell, printed));
                    case ANSWER ->
                        headers.stream()
                                .filter(header -> header.cell().equals(cell.id()))
                                .forEach(header -> shell.evaluate(header.asking()));
                }
            }
            return marks;
        } finally {
            System.setOut(out);
        }
    }

    private static String mark(NotebookCell test, Shell shell, ByteArrayOutputStream printed) {
        printed.reset();
        double points = 0;
        String last = "";
        try {
            points = points(test, shell.evaluate(test.source()));
        } catch (AnswerException e) {
            last = e.getMessage();
        }
        String reason = (printed.toString(StandardCharsets.UTF_8) + last).strip();
        String cut = reason.substring(0, Math.min(LONGEST_REASON, reason.length()));
        return Values.line(List.of(test.id(), Double.toString(points), cut));
    }

    private static double points(NotebookCell test, List<SnippetEvent> events) {
        String value = events.isEmpty() ? "" : events.get(events.size() - 1).value();
        double points = Double.parseDouble(value);
        String rule =
                "the last value of " + test.id() + " must be from 0 to " + test.points() + " points, got " + value;
        if (!(points >= 0 && points <= test.points())) {
            throw new IllegalStateException(rule);
        }
        return points;
    }
}
