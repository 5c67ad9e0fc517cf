package xavierkit.reproduce;

/**
 * How much is trained. Measured on two cores: {@code QUICK} takes some minutes for everything, a
 * run of {@code HALF} about as many, and one of {@code FULL} ten times that. The paper trains for
 * longer than any of them.
 */
public enum Scale {
  /** 100 units a layer, a tenth of the paper's. */
  QUICK(100, 6_000, 300),
  /** The paper's widths. */
  HALF(1_000, 5_000, 250),
  /** The paper's widths, ten times as long. */
  FULL(1_000, 50_000, 1_000);

  private final int width;
  private final long updates;
  private final long every;

  Scale(int width, long updates, long every) {
    this.width = width;
    this.updates = updates;
    this.every = every;
  }

  /** The units of a hidden layer. */
  public int width() {
    return width;
  }

  /** The updates of a run, each of a batch of 10. */
  public long updates() {
    return updates;
  }

  /** The updates from one record to the next. */
  public long every() {
    return every;
  }

  /** In small letters, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
