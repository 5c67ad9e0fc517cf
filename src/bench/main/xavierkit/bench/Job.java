package xavierkit.bench;

/** One piece of work, ready to be timed: what it works on is made before. */
@FunctionalInterface
interface Job {

  /**
   * Does the work once and returns a number that depends on its result, so that no compiler may
   * leave it out.
   */
  double run();

  /**
   * The job of a line such as {@code gemm double NN 512 512 512}.
   *
   * @throws UnsupportedOperationException if the kit cannot do this work; the message says why
   * @throws IllegalArgumentException if there is no such job
   */
  static Job named(String line) {
    String[] words = line.split(" ");
    if (words.length < 2) {
      throw new IllegalArgumentException("a job must have a name and a type, got " + line);
    }
    return switch (words[0] + " " + words[1]) {
      case "job double" -> VarianceJob.of(Integer.parseInt(words[2]), false);
      case "job-dw double" -> VarianceJob.of(Integer.parseInt(words[2]), true);
      case "job float" -> FloatVarianceJob.of(Integer.parseInt(words[2]));
      case "gemm double" -> Product.ofDoubles(words);
      case "gemm float" -> Product.ofFloats(words);
      case "normal double" -> ElementJobs.normal();
      case "tanh double" -> ElementJobs.tanh();
      case "tanh float" -> ElementJobs.floatTanh();
      case "svd double" -> SingularValues.of(Integer.parseInt(words[2]));
      case "epoch double" -> new TrainingEpoch();
      default -> throw unknown(words);
    };
  }

  private static RuntimeException unknown(String[] words) {
    if (words[1].equals("float")) {
      return new UnsupportedOperationException("the kit does it in double only");
    }
    return new IllegalArgumentException("there is no job " + String.join(" ", words));
  }
}
