package xavierkit.grader;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import jdk.jshell.SnippetEvent;

/**
 * Runs the tests of an assignment on answers that somebody else gives.
 *
 * @param cells of the source, in order
 * @param heads of the methods that stand in for its answer cells
 * @param printed where what the cells print ends up
 */
record Examination(List<Cell> cells, List<Head> heads, ByteArrayOutputStream printed) {

    private static final int LONGEST_REASON = 2000;

    /**
     * One line for each test: its id, the points and what it printed.
     *
     * @throws IllegalStateException if a trusted cell fails where no answer is to blame
     */
    List<String> marks(UnaryOperator<String> replies) {
        Desk.open(replies);
        Shell shell = new Shell();
        List<String> marks = new ArrayList<>();
        for (Cell cell : cells) {
            switch (cell.kind()) {
                case HELPER -> shell.evaluate(cell.source());
                case ANSWER ->
                    heads.stream()
                            .filter(head -> head.cell().equals(cell.id()))
                            .forEach(head -> shell.evaluate(head.asking()));
                case TEST -> marks.add(mark(shell, cell));
            }
        }
        return marks;
    }

    private String mark(Shell shell, Cell test) {
        printed.reset();
        double points;
        String last = "";
        try {
            points = points(test, shell.evaluate(test.source()));
        } catch (AnswerException e) {
            points = 0;
            last = e.getMessage();
        }
        String reason = (printed.toString(StandardCharsets.UTF_8) + last).strip();
        return Fields.line(
                test.id(), Double.toString(points), reason.substring(0, Math.min(LONGEST_REASON, reason.length())));
    }

    private static double points(Cell test, List<SnippetEvent> events) {
        String value = events.isEmpty() ? "" : events.get(events.size() - 1).value();
        double points = Double.parseDouble(value);
        if (!(points >= 0 && points <= test.points())) {
            throw new IllegalStateException(
                    "the last value of " + test.id() + " must be from 0 to " + test.points() + " points, got " + value);
        }
        return points;
    }
}
