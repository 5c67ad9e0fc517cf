package xavierkit.grader;

import java.util.List;

/**
 * A cell of an assignment, as the grader evaluates it.
 *
 * @param id nbgrader's name of it
 * @param points what a test can earn, 0 for other cells
 */
record NotebookCell(Kind kind, String id, double points, String source) {

    /** What a cell is for. */
    enum Kind {
        /** Trusted code that both answers and tests need, and that must not need a key. */
        HELPER,
        /** Trusted code that only tests need: it makes the key known to them. */
        KEY,
        /** A learner's code, or the reference solution: its methods are the answers. */
        ANSWER,
        /** Trusted code whose last value is a number of points. */
        TEST
    }

    static NotebookCell read(String line) {
        List<String> f = Fields.of(line);
        return new NotebookCell(Kind.valueOf(f.get(0)), f.get(1), Double.parseDouble(f.get(2)), f.get(3));
    }
}
