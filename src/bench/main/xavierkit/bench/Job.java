package xavierkit.bench;

/** One piece of work, ready to be timed: what it works on is made before. */
@FunctionalInterface
interface Job {

    /** Does the work once and returns a number that depends on its result, so that no compiler may leave it out. */
    double run();

    /**
     * The job of a line such as {@code gemm 512 512 512}.
     *
     * @throws IllegalArgumentException if there is no such job
     */
    static Job named(String line) {
        String[] words = line.split(" ");
        return switch (words[0]) {
            case "job" -> VarianceJob.of(Integer.parseInt(words[1]), false);
            case "job-dw" -> VarianceJob.of(Integer.parseInt(words[1]), true);
            case "gemm" ->
                Product.of(Integer.parseInt(words[1]), Integer.parseInt(words[2]), Integer.parseInt(words[3]));
            case "normal" -> ElementJobs.normal();
            case "tanh" -> ElementJobs.tanh();
            case "svd" -> SingularValues.of(Integer.parseInt(words[1]));
            case "epoch" -> new TrainingEpoch();
            default -> throw new IllegalArgumentException("there is no job " + line);
        };
    }
}
