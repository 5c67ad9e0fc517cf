package xavierkit.check;

import static xavierkit.check.Hypothesis.*;
import static xavierkit.init.WeightDistribution.*;

import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.ejml.dense.row.*;
import xavierkit.init.*;

/**
 * The mistakes that {@link Diagnosis} can name, with a lesson about each. Those that show in the weights themselves
 * come first, in the order in which they are looked for; the others are hypotheses about Var(W).
 */
public enum Mistake {
    EXCEPTION("The sampler throws an exception. It must return weights for any fans."),
    TRANSPOSED(
            "The matrix is transposed. A sample is a row and s = z W, so W has fan_in rows and fan_out columns.",
            d -> d.fan().in() != d.fan().outputs()
                    && d.haveShape(d.fan().outputs(), d.fan().in())),
    WRONG_SHAPE(
            "The matrix has the wrong shape. W must have fan_in rows and fan_out columns.",
            d -> !d.haveShape(d.fan().in(), d.fan().outputs())),
    NOT_FINITE(
            "Some weights are NaN or infinite, and so is every signal behind them. Look for a division by 0 or the root"
                    + " of a negative number.",
            d -> !d.all(w -> !MatrixFeatures_DDRM.hasUncountable(w))),
    ALL_ZERO(
            "All weights are 0, so no signal passes. In Java 2 / (fanIn + fanOut) divides integers and is 0: write"
                    + " 2.0.",
            d -> d.all(w -> CommonOps_DDRM.elementMaxAbs(w) == 0)),
    CONSTANT(
            "All weights of a matrix are the same number, so all units of a layer compute and learn the same. Draw each"
                    + " weight on its own.",
            d -> d.fan().in() * d.fan().outputs() > 1
                    && d.all(w -> CommonOps_DDRM.elementMin(w) == CommonOps_DDRM.elementMax(w))),
    FIXED_SEED(
            "Every call returns the same weights. Draw from the generator that is handed in, not from one with a fixed"
                    + " seed.",
            d -> d.all(w -> WeightDraws.areSame(w, d.draws().get(0)))),
    OWN_RANDOMNESS(
            "The same state of the generator gives other weights at every call, so no run can be repeated. Draw from"
                    + " the generator that is handed in, not from Math.random() or a new Random().",
            d -> !WeightDraws.areSame(d.repeated(), d.draws().get(0))),
    NOT_FILLED(
            "A whole row or column of weights is 0. Loop over fan_in rows and fan_out columns.", WeightDraws::hasGap),
    DEPENDENT(
            "The weights depend on each other: whole rows or columns resemble one another. Variances of a sum add up"
                    + " only without correlation, so draw each weight on its own.",
            WeightDraws::isDependent),
    NON_ZERO_MEAN(
            "The mean of the weights is not 0. All units then share the mean times the sum of their inputs; a uniform"
                    + " must run from -a to a, not from 0 to a."),
    VARIANCE_AS_SD(
            "The variance is used as standard deviation. The standard deviation is its square root: without it Var(W)"
                    + " is the square of what it should be.",
            squareTimes(1)),
    SQUARE_ROOT_TWICE(
            "The square root is taken twice. The standard deviation is the root of the variance, and nothing more is"
                    + " to be done to it.",
            variance((rule, fan) -> Math.sqrt(rule.variance(fan))),
            variance((rule, fan) -> UNIFORM.bound(rule.variance(fan)) / 3).in(UNIFORM)),
    BOUND_AS_SD(
            "The bound of a uniform is used as standard deviation. Var U(-a, a) = a^2/3, so a is sqrt(3) standard"
                    + " deviations, and Var(W) is 3 times too large.",
            times(3).in(NORMAL, TRUNCATED_NORMAL)),
    /** a = 3 sd. */
    BOUND_OF_3_SD(
            "The bound of the uniform is 3 standard deviations. Var U(-a, a) = a^2/3, so it must be sqrt(3) of them:"
                    + " the root of 3 is missing, or applied twice.",
            times(3).in(UNIFORM)),
    SD_AS_BOUND(
            "The standard deviation is used as bound of the uniform. Var U(-a, a) = a^2/3, so Var(W) is 1/3 of what it"
                    + " should be: the bound is sqrt(3) standard deviations.",
            times(1 / 3.0).in(UNIFORM)),
    VARIANCE_AS_BOUND(
            "The variance is used as bound of the uniform. Var U(-a, a) = a^2/3, so the bound is sqrt(3 Var(W)).",
            squareTimes(1 / 3.0).in(UNIFORM)),
    NO_ROOT_IN_BOUND(
            "The square root is missing in the bound of the uniform: from Var(W) = a^2/3 follows a = sqrt(3 Var(W)),"
                    + " not 3 Var(W).",
            squareTimes(3).in(UNIFORM)),
    HALF_THE_INTERVAL(
            "The uniform is half as wide as it should be, which leaves a quarter of the variance: (u - 1/2) a lies"
                    + " between -a/2 and a/2. It takes (2 u - 1) a.",
            times(1 / 4.0).in(UNIFORM)),
    TRUNCATION_NOT_CORRECTED(
            "The normal is truncated and nothing makes up for it. Cut off at 2 standard deviations it keeps 0.774 of"
                    + " its variance, so the normal that is cut must be wider.",
            times(TRUNCATED).in(TRUNCATED_NORMAL)),
    FAN_IN_ONLY(
            "The weights are scaled only by fan_in, which is the forward half of the argument. The rule asks for"
                    + " fan_in and fan_out.",
            variance((rule, fan) -> rule.scale() / fan.in()).where(AVERAGE),
            variance((rule, fan) -> 2 * rule.scale() / fan.in()).where(AVERAGE)),
    FAN_OUT_ONLY(
            "The weights are scaled only by fan_out, which is the backward half of the argument. The rule asks for"
                    + " fan_in and fan_out.",
            variance((rule, fan) -> rule.scale() / fan.out()).where(AVERAGE),
            variance((rule, fan) -> 2 * rule.scale() / fan.out()).where(AVERAGE)),
    FANS_EXCHANGED(
            "fan_in and fan_out are exchanged. W has fan_in rows and fan_out columns: fan_in inputs feed a unit, and a"
                    + " unit feeds fan_out others.",
            variance((rule, fan) -> rule.variance(Fan.dense(fan.out(), fan.in())))
                    .where(ONE_FAN)),
    FANS_ADDED(
            "The fans are added and that is all: Var(W) = scale / (fan_in + fan_out). Glorot's average of the two is"
                    + " (fan_in + fan_out) / 2, hence the 2 in 2 / (fan_in + fan_out).",
            variance((rule, fan) -> average(rule, fan) / 2)),
    FANS_AVERAGED(
            "The average of fan_in and fan_out is used where the rule asks for one of them.",
            variance(Hypothesis::average).where(ONE_FAN)),
    TWO_LEFT_OUT(
            "The 2 of He's rule is left out. ReLU passes on half of E[s^2], and the 2 makes up for it.",
            times(0.5).where(ONE_FAN).where(rule -> rule.scale() == 2)),
    TWO_TOO_MANY(
            "The variance is doubled. He's factor 2 makes up for ReLU, which halves E[s^2]; here it does not belong, or"
                    + " comes in twice.",
            times(2)),
    FANS_IGNORED(
            "Var(W) is the same whatever the fans. A sum of fan_in terms has fan_in times the variance of one, so the"
                    + " weights must get smaller as the layer gets wider."),
    OTHER_RULE("Var(W) follows another rule than the one that was asked for."),
    WRONG_DISTRIBUTION("Var(W) is right, but the weights do not have the distribution that was asked for.");

    private final String lesson;
    private final Predicate<WeightDraws> seen;
    private final List<Hypothesis> hypotheses;

    Mistake(String lesson, Hypothesis... hypotheses) {
        this.lesson = lesson;
        this.seen = draws -> false;
        this.hypotheses = List.of(hypotheses);
    }

    Mistake(String lesson, Predicate<WeightDraws> seen) {
        this.lesson = lesson;
        this.seen = seen;
        this.hypotheses = List.of();
    }

    /** What is wrong and why, in one or two sentences. */
    public String lesson() {
        return lesson;
    }

    /** Whether it shows in weights that make none of the mistakes before it, whatever the rule. */
    boolean isSeenIn(WeightDraws draws) {
        return seen.test(draws);
    }

    /** The ways to make it that change Var(W). */
    Stream<Hypothesis> hypotheses() {
        return hypotheses.stream();
    }

    /**
     * Var(W) where the rule was meant and this mistake was made: more than one if it can be made in several ways, none
     * if it cannot be made in this rule, or is not about the size of the weights.
     */
    public List<Double> variances(VarianceScaling rule, Fan fan) {
        return hypotheses()
                .filter(way -> way.fits(rule))
                .map(way -> way.variance().applyAsDouble(rule, fan))
                .toList();
    }
}
