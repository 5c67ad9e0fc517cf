package xavierkit.course;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

  /** Reads a file with one cell a line. */
  static List<Cell> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(Fields::of).map(Cell::of).toList();
  }

  private static Cell of(List<String> fields) {
    return new Cell(
        Kind.valueOf(fields.get(0)),
        fields.get(1),
        Double.parseDouble(fields.get(2)),
        fields.get(3));
  }
}
