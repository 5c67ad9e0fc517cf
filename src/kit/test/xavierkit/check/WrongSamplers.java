package xavierkit.check;

import static xavierkit.check.Learner.each;
import static xavierkit.check.Learner.fill;
import static xavierkit.check.Learner.normal;
import static xavierkit.check.Learner.ofVariance;
import static xavierkit.check.Learner.truncated;
import static xavierkit.check.Learner.uniform;
import static xavierkit.check.Learner.variance;
import static xavierkit.check.Learner.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.init.FanMode;
import xavierkit.init.VarianceScaling;
import xavierkit.init.WeightDistribution;

/** Every mistake in every rule in which it can be made. */
final class WrongSamplers {

    private static final Random UNSEEDED = new Random();

    private WrongSamplers() {}

    static Stream<Learner> all() {
        return Learner.RULES.stream()
                .flatMap(rule -> Stream.of(
                                scaled(rule),
                                fans(rule),
                                rule.distribution() == WeightDistribution.UNIFORM ? bounds(rule) : deviations(rule),
                                draws(rule),
                                matrices(rule))
                        .flatMap(List::stream));
    }

    private static Learner of(Mistake mistake, VarianceScaling rule, Learner.Formula variance) {
        return wrong(mistake, rule, ofVariance(rule, variance));
    }

    private static List<Learner> scaled(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        List<Learner> all = new ArrayList<>(List.of(
                of(Mistake.VARIANCE_AS_SD, rule, (in, out) -> v.of(in, out) * v.of(in, out)),
                of(Mistake.SQUARE_ROOT_TWICE, rule, (in, out) -> Math.sqrt(v.of(in, out))),
                of(Mistake.TWO_TOO_MANY, rule, (in, out) -> 2 * v.of(in, out)),
                of(Mistake.FANS_IGNORED, rule, (in, out) -> 0.01),
                of(Mistake.FANS_IGNORED, rule, (in, out) -> 1)));
        if (rule.scale() == 2) {
            all.add(of(Mistake.TWO_LEFT_OUT, rule, (in, out) -> 1 / in));
            all.add(of(Mistake.OTHER_RULE, rule, (in, out) -> 1 / (3 * in)));
        }
        return all;
    }

    private static List<Learner> fans(VarianceScaling rule) {
        double c = rule.scale();
        if (rule.mode() == FanMode.FAN_IN) {
            return List.of(
                    of(Mistake.FANS_ADDED, rule, (in, out) -> c / (in + out)),
                    of(Mistake.FANS_AVERAGED, rule, (in, out) -> c / ((in + out) / 2)),
                    of(Mistake.FANS_EXCHANGED, rule, (in, out) -> c / out));
        }
        return List.of(
                of(Mistake.FANS_ADDED, rule, (in, out) -> 1 / (in + out)),
                of(Mistake.FAN_IN_ONLY, rule, (in, out) -> 1 / in),
                of(Mistake.FAN_IN_ONLY, rule, (in, out) -> 2 / in),
                of(Mistake.FAN_OUT_ONLY, rule, (in, out) -> 1 / out),
                of(Mistake.FAN_OUT_ONLY, rule, (in, out) -> 2 / out),
                of(Mistake.OTHER_RULE, rule, (in, out) -> 1 / (3 * in)));
    }

    private static List<Learner> deviations(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        return List.of(
                wrong(Mistake.VARIANCE_AS_SD, rule, each((in, out) -> normal(v.of(in, out)))),
                wrong(Mistake.BOUND_AS_SD, rule, each((in, out) -> normal(Math.sqrt(3 * v.of(in, out))))),
                wrong(Mistake.TRUNCATION_NOT_CORRECTED, rule, each((in, out) -> truncated(Math.sqrt(v.of(in, out))))));
    }

    private static List<Learner> bounds(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        return List.of(
                wrong(Mistake.SD_AS_BOUND, rule, each((in, out) -> uniform(Math.sqrt(v.of(in, out))))),
                wrong(Mistake.BOUND_OF_3_SD, rule, each((in, out) -> uniform(3 * Math.sqrt(v.of(in, out))))),
                wrong(Mistake.VARIANCE_AS_BOUND, rule, each((in, out) -> uniform(v.of(in, out)))),
                wrong(Mistake.NO_ROOT_IN_BOUND, rule, each((in, out) -> uniform(3 * v.of(in, out)))),
                wrong(
                        Mistake.SQUARE_ROOT_TWICE,
                        rule,
                        each((in, out) -> uniform(Math.sqrt(Math.sqrt(3 * v.of(in, out)))))),
                wrong(Mistake.HALF_THE_INTERVAL, rule, each((in, out) -> {
                    double a = Math.sqrt(3 * v.of(in, out));
                    return random -> a * (random.nextDouble() - 0.5);
                })));
    }

    private static List<Learner> draws(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        WeightSampler right = ofVariance(rule, v);
        return List.of(
                wrong(Mistake.EXCEPTION, rule, (in, out, r) -> {
                    throw new UnsupportedOperationException("write your sampler here");
                }),
                // fills a matrix whose rows are fan_in with its loops the wrong way round
                wrong(Mistake.EXCEPTION, rule, (in, out, r) -> {
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    for (int i = 0; i < out; i++) {
                        w.set(i, 0, r.nextGaussian());
                    }
                    return w;
                }),
                wrong(Mistake.FIXED_SEED, rule, (in, out, r) -> right.weights(in, out, new Random(42))),
                wrong(Mistake.OWN_RANDOMNESS, rule, (in, out, r) -> right.weights(in, out, UNSEEDED)),
                // 2 / (in + out) in integers
                wrong(
                        Mistake.ALL_ZERO,
                        rule,
                        (in, out, r) -> fill(new DMatrixRMaj(in, out), normal(Math.sqrt(2 / (in + out))), r)),
                wrong(Mistake.NOT_FINITE, rule, each((in, out) -> normal(Math.sqrt(-v.of(in, out))))),
                wrong(Mistake.NOT_FINITE, rule, each((in, out) -> normal(1 / (in - 40)))),
                wrong(Mistake.NON_ZERO_MEAN, rule, each((in, out) -> {
                    double a = Math.sqrt(3 * v.of(in, out));
                    return random -> a * random.nextDouble();
                })),
                wrong(Mistake.NON_ZERO_MEAN, rule, each((in, out) -> {
                    double sd = Math.sqrt(v.of(in, out));
                    return random -> Math.abs(sd * random.nextGaussian());
                })),
                wrong(Mistake.NON_ZERO_MEAN, rule, each((in, out) -> {
                    double sd = Math.sqrt(v.of(in, out));
                    return random -> 0.05 * sd + sd * random.nextGaussian();
                })));
    }

    private static List<Learner> matrices(VarianceScaling rule) {
        Learner.Formula v = variance(rule);
        WeightSampler right = ofVariance(rule, v);
        return List.of(
                wrong(Mistake.WRONG_SHAPE, rule, (in, out, r) -> null),
                wrong(Mistake.WRONG_SHAPE, rule, (in, out, r) -> right.weights(in, in, r)),
                wrong(Mistake.TRANSPOSED, rule, (in, out, r) -> right.weights(out, in, r)),
                wrong(Mistake.CONSTANT, rule, (in, out, r) -> {
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    w.fill(Math.sqrt(v.of(in, out)) * r.nextGaussian());
                    return w;
                }),
                wrong(Mistake.CONSTANT, rule, each((in, out) -> random -> v.of(in, out))),
                wrong(Mistake.NOT_FILLED, rule, (in, out, r) -> {
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    CommonOps_DDRM.insert(right.weights(in, out - 1, r), w, 0, 0);
                    return w;
                }),
                // one row for all
                wrong(Mistake.DEPENDENT, rule, (in, out, r) -> {
                    DMatrixRMaj row = right.weights(1, out, r);
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    for (int i = 0; i < in; i++) {
                        CommonOps_DDRM.insert(row, w, i, 0);
                    }
                    return w;
                }),
                // each weight from a generator of its own that knows the row only
                wrong(Mistake.DEPENDENT, rule, (in, out, r) -> {
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    long seed = r.nextLong();
                    for (int i = 0; i < in * out; i++) {
                        w.set(i, Math.sqrt(v.of(in, out)) * new Random(seed + i / out).nextGaussian());
                    }
                    return w;
                }),
                // rank 5
                wrong(Mistake.DEPENDENT, rule, (in, out, r) -> {
                    double part = Math.sqrt(Math.sqrt(v.of(in, out) / 5));
                    DMatrixRMaj a = fill(new DMatrixRMaj(in, 5), normal(part), r);
                    DMatrixRMaj b = fill(new DMatrixRMaj(5, out), normal(part), r);
                    return CommonOps_DDRM.mult(a, b, null);
                }),
                // seven numbers again and again
                wrong(Mistake.DEPENDENT, rule, (in, out, r) -> {
                    double[] few = r.doubles(7, -1, 1).toArray();
                    DMatrixRMaj w = new DMatrixRMaj(in, out);
                    for (int i = 0; i < in * out; i++) {
                        w.set(i, Math.sqrt(3 * v.of(in, out)) * few[r.nextInt(7)]);
                    }
                    return w;
                }));
    }
}
