package xavierkit.reproduce;

/**
 * How much is trained. Measured on two cores that others used too, for all 16 runs together: {@code
 * QUICK} takes about 6 minutes, {@code HALF} three quarters of an hour and {@code FULL} 8 hours. The
 * paper trains for longer than any of them.
 */
enum Scale {
  /** 100 units a layer, a tenth of the paper's. */
  QUICK(100, 20_000, 500),
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
  int width() {
    return width;
  }

  /** The updates of a run, each of a batch of 10. */
  long updates() {
    return updates;
  }

  /** The updates from one record to the next. */
  long every() {
    return every;
  }

  /** In small letters, as on the command line. */
  @Override
  public String toString() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
