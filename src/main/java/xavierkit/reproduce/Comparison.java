package xavierkit.reproduce;

import java.util.List;
import java.util.stream.Stream;
import xavierkit.activation.Activation;

/**
 * A hypothesis on two starts: that the first trains faster than the second, each at the learning
 * rate that its own trials chose. Whether it does is for the reader of the numbers to test: seeds
 * are paired, both starts of a seed see the same samples in the same order.
 *
 * @param name such as H1
 * @param first the start from which more is expected
 * @param second the other
 * @param expected what the claims, or the 2010 paper, let us expect
 */
record Comparison(String name, Setting first, Setting second, String expected) {

  /** All of one task, as they were stated before the runs. */
  static List<Comparison> of(Task task) {
    return Stream.of(
            tanh(task, "H1", 5, Start.NORMALIZED, Start.STANDARD, "faster (C21)"),
            new Comparison(
                "H2",
                setting(task, Activation.SOFTSIGN, 5, Start.NORMALIZED),
                setting(task, Activation.SOFTSIGN, 5, Start.STANDARD),
                "little difference (C21, Table 1)"),
            sigmoid(task, "H3", 1),
            sigmoid(task, "H4", 3),
            sigmoid(task, "H5", 5),
            relu(task, "H6", 5),
            relu(task, "H7", 15),
            relu(task, "H8", 30),
            tanh(task, "H9", 5, Start.NORMALIZED, Start.TENTH, "faster (C20)"),
            tanh(task, "H10", 5, Start.NORMALIZED, Start.FIVEFOLD, "faster (C20)"),
            tanh(task, "H11", 5, Start.ORTHOGONAL, Start.NORMALIZED, "little difference (C17)"),
            tanh(task, "H12", 30, Start.ORTHOGONAL, Start.NORMALIZED, "faster (C17)"))
        .toList();
  }

  private static Comparison tanh(
      Task task, String name, int hidden, Start first, Start second, String expected) {
    return new Comparison(
        name,
        setting(task, Activation.TANH, hidden, first),
        setting(task, Activation.TANH, hidden, second),
        expected);
  }

  private static Comparison sigmoid(Task task, String name, int hidden) {
    return new Comparison(
        name,
        setting(task, Activation.SIGMOID, hidden, Start.NORMALIZED),
        setting(task, Activation.SIGMOID, hidden, Start.STANDARD),
        "faster when deep, if C24 holds");
  }

  private static Comparison relu(Task task, String name, int hidden) {
    return new Comparison(
        name,
        setting(task, Activation.RELU, hidden, Start.HE),
        setting(task, Activation.RELU, hidden, Start.NORMALIZED),
        "faster, the more so the deeper (He et al. 2015)");
  }

  private static Setting setting(Task task, Activation activation, int hidden, Start start) {
    return new Setting(task, activation, start, hidden, Scale.COMPARISON);
  }

  Stream<Setting> settings() {
    return Stream.of(first, second);
  }

  /** One sentence. */
  @Override
  public String toString() {
    return "%s: %s, hidden layers: %s, %s against %s; expected: %s"
        .formatted(
            name, first.activation(), first.hidden(), first.start(), second.start(), expected);
  }
}
