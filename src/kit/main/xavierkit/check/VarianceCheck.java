package xavierkit.check;

import static xavierkit.check.Text.format;

import java.util.stream.DoubleStream;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.*;
import xavierkit.network.ProfileSample;

/**
 * A measured quantity held against its prediction: a variance, or a ratio or share that is positive like one. A check
 * of a true prediction fails with probability 1/16,000: the normal distribution allows 4 standard errors for that,
 * Student's t allows more because its standard error is itself an estimate.
 *
 * @param quantity what was measured, such as {@code Var(W)}
 * @param measured the estimate; NaN or infinite if something has overflowed
 * @param predicted what theory says; positive and finite
 * @param standardError the standard deviation of the estimate, in the unit of the quantity
 * @param distribution of {@link #deviation}, if the prediction is true
 */
public record VarianceCheck(
        String quantity, double measured, double predicted, double standardError, SamplingDistribution distribution) {

    /** The probability with which the checks of this package fail what is right. */
    static final double FALSE_ALARMS = 1.0 / 16_000;

    /** Where the distribution needs precision, a standard error that is a larger part of the prediction decides nothing. */
    private static final double COARSEST = 0.25;

    /** Both numbers are rounded: a smaller difference, relative to the prediction, says nothing. */
    private static final double ROUNDING = 1e-12;

    /** What a check can say. */
    public enum Verdict {
        /** The measurement is what the prediction makes likely. */
        PASS,
        /** It is so far off that a true prediction is missed by as much only once in 16,000 times. */
        FAIL,
        /** The measurement is too uncertain, or how uncertain it is is not known. */
        UNDECIDED
    }

    /** Validates: a positive finite prediction. */
    public VarianceCheck {
        String rule = "the prediction of %s must be positive and finite, got %s";
        Require.that(predicted > 0 && Double.isFinite(predicted), rule, quantity, predicted);
    }

    /** An estimate with a known standard error, of enough numbers to be normal. */
    public VarianceCheck(String quantity, double measured, double predicted, double standardError) {
        this(quantity, measured, predicted, standardError, SamplingDistribution.NORMAL);
    }

    /**
     * The sample variance of N independent weights against Var(W), with the standard error Var(W) sqrt((kurtosis - 1) /
     * N). Not for orthogonal weights, which depend on each other.
     */
    public static VarianceCheck ofWeights(DMatrixRMaj weights, WeightDistribution distribution, double predicted) {
        double relative = Math.sqrt((distribution.kurtosis() - 1) / weights.getNumElements());
        return new VarianceCheck("Var(W)", Moments.of(weights).sampleVariance(), predicted, predicted * relative);
    }

    /**
     * The variance at a layer, averaged over independent networks. The standard error comes from the spread between the
     * networks, and so includes everything that the samples and units of one network share.
     */
    public static VarianceCheck atLayer(ProfileSample sample, int layer, double predicted) {
        return ofEstimates("Var(" + sample.signal() + ") at layer " + layer, predicted, sample.variances(layer));
    }

    /**
     * The mean of independent estimates, at least 2, with a standard error from their spread. Positive estimates are taken to
     * be log-normal, which those of deep networks nearly are and those that scatter little as good as any; others to be
     * normal. If there are so many of them that their mean contradicts the log-normal distribution, nothing is decided.
     */
    public static VarianceCheck ofEstimates(String quantity, double predicted, double... estimates) {
        Moments moments = Moments.of(estimates);
        Moments logs = Moments.of(DoubleStream.of(estimates).map(Math::log).toArray());
        boolean positive = logs.populationVariance() > 0 && Double.isFinite(logs.populationVariance());
        SamplingDistribution law =
                positive ? logNormal(moments, logs) : new SamplingDistribution.StudentsT(estimates.length - 1.0);
        return new VarianceCheck(quantity, moments.mean(), predicted, moments.standardError(), law);
    }

    private static SamplingDistribution logNormal(Moments moments, Moments logs) {
        SamplingDistribution law = new SamplingDistribution.LogNormalMean(
                moments.mean(), moments.standardError(), logs.mean(), logs.sampleVariance(), (int) moments.count());
        return law.pValue(0) < FALSE_ALARMS
                ? new SamplingDistribution.Unknown(
                        "the estimates are not log-normal, and how far chance moves their mean is not known")
                : law;
    }

    /** (measured - predicted) / standardError; 0 where they differ only by rounding. */
    public double deviation() {
        double difference = measured - predicted;
        return Math.abs(difference) <= ROUNDING * predicted ? 0 : difference / standardError;
    }

    /** The standard normal deviation that is as unusual; infinite if less than 1e-300 as likely. */
    double score() {
        double below = distribution.cumulative(deviation());
        double above = distribution.survival(deviation());
        return below < above
                ? SamplingDistribution.NORMAL.quantile(below)
                : -SamplingDistribution.NORMAL.quantile(above);
    }

    /** The probability that a true prediction is missed at least as far, to either side. */
    public double pValue() {
        return distribution.pValue(deviation());
    }

    /** What the measurement stays below with probability p if the prediction is true. */
    public double quantile(double p) {
        return predicted + standardError * distribution.quantile(p);
    }

    /** How many standard errors the measurement may be away, on the side where it is. */
    public double allowed() {
        double side = deviation() < 0 ? -1 : 1;
        return side * distribution.quantile(side < 0 ? FALSE_ALARMS / 2 : 1 - FALSE_ALARMS / 2);
    }

    /** PASS, FAIL or UNDECIDED; what is NaN or infinite fails, because something has overflowed. */
    public Verdict verdict() {
        if (!Double.isFinite(measured)) {
            return Verdict.FAIL;
        }
        double pValue = pValue();
        boolean coarse = distribution.needsPrecision() && !(standardError <= COARSEST * predicted);
        boolean unsure = coarse && standardError > COARSEST * measured && measured > 0;
        if (Double.isNaN(pValue + standardError) || unsure && pValue >= FALSE_ALARMS) {
            return Verdict.UNDECIDED;
        }
        return pValue < FALSE_ALARMS || coarse ? Verdict.FAIL : Verdict.PASS;
    }

    /** Whether the verdict is PASS. */
    public boolean passed() {
        return verdict() == Verdict.PASS;
    }

    /** The verdict in one sentence, the measurement with its standard error. */
    @Override
    public String toString() {
        Verdict verdict = verdict();
        String start = verdict + ": " + quantity + " is ";
        if (!Double.isFinite(measured)) {
            return start + measured + ", which is no finite number: something has overflowed.";
        }
        String error = Double.isNaN(standardError) ? "" : format(" +/- %.2g", standardError);
        String theory = format(", theory %.4g: ", predicted);
        return measured == 0
                ? start + "0" + theory + "nothing is left."
                : start + format("%.4g", measured) + error + theory + distance(verdict);
    }

    private String distance(Verdict verdict) {
        if (verdict == Verdict.UNDECIDED) {
            return distribution instanceof SamplingDistribution.Unknown law
                    ? law.reason() + "."
                    : "too uncertain to tell.";
        }
        return standardError > COARSEST * predicted && measured > predicted && verdict == Verdict.FAIL
                ? format("%.2g times too large.", measured / predicted)
                : format("%.2g standard errors off (%.1f allowed).", Math.abs(deviation()), allowed());
    }
}
