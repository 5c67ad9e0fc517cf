package xavierkit.grader;

import java.util.List;

/**
 * A cell of an assignment, as the grader evaluates it.
 *
 * @param id nbgrader's name of it
 * @param points what a test can earn, 0 for other cells
 */
record NotebookCell(Kind kind, String id, double points, String source) {

    /** Helpers are trusted code for answers and tests that needs no key; a key is for tests, whose last values are points. */
    enum Kind {
        HELPER,
        KEY,
        ANSWER,
        TEST
    }

    static NotebookCell read(String line) {
        List<String> f = Values.fields(line);
        return new NotebookCell(Kind.valueOf(f.get(0)), f.get(1), Double.parseDouble(f.get(2)), f.get(3));
    }
}
