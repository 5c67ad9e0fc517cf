package xavierkit.grader;

import java.util.List;

/**
 * A cell of an assignment that is evaluated.
 *
 * @param points what a test can earn, 0 for other cells
 */
record Cell(Kind kind, String id, double points, String source) {

    /** What a cell is for. */
    enum Kind {
        /** Trusted code that both the answers and the tests need. */
        HELPER,
        /** A learner's code, or the reference solution: its methods are the answers. */
        ANSWER,
        /** Trusted code whose last value is a number of points. */
        TEST
    }

    static Cell read(String line) {
        List<String> fields = Fields.of(line);
        return new Cell(Kind.valueOf(fields.get(0)), fields.get(1), Double.parseDouble(fields.get(2)), fields.get(3));
    }
}
