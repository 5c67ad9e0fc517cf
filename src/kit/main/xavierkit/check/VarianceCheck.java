package xavierkit.check;

import java.util.Locale;
import org.ejml.data.DMatrixRMaj;
import xavierkit.init.WeightDistribution;
import xavierkit.matrix.Moments;
import xavierkit.network.ProfileSample;

/**
 * A measured variance held against a predicted one. A check of a true prediction fails with
 * probability 1/16,000: the normal distribution allows 4 standard errors for that, and Student's t
 * more where the standard error is itself estimated from few networks.
 *
 * @param quantity what was measured, such as {@code Var(W)}
 * @param measured the estimate; NaN or infinite if the signal has overflowed
 * @param predicted what theory says; positive and finite
 * @param standardError the standard deviation of the estimate, in the unit of the variance
 * @param law how far the estimate may be away if the prediction is true
 */
public record VarianceCheck(String quantity, double measured, double predicted, double standardError, SamplingLaw law) {

    static final double FALSE_ALARMS = 1.0 / 16_000;

    /** Under a symmetric law, a standard error that is a larger part of the prediction decides nothing. */
    private static final double COARSEST = 0.25;

    /** Validates: a positive finite prediction. */
    public VarianceCheck {
        if (!(predicted > 0) || Double.isInfinite(predicted)) {
            throw new IllegalArgumentException("the predicted variance must be positive and finite, got " + predicted);
        }
    }

    /** A check of an estimate with a known standard error, from so much that its law is normal. */
    public VarianceCheck(String quantity, double measured, double predicted, double standardError) {
        this(quantity, measured, predicted, standardError, new SamplingLaw.Normal());
    }

    /**
     * The sample variance of independent weights against Var(W). The standard error is the predicted
     * variance times sqrt((kurtosis - 1) / N) for N weights. Not for orthogonal weights, which depend on
     * each other.
     */
    public static VarianceCheck ofWeights(DMatrixRMaj weights, WeightDistribution distribution, double predicted) {
        double relative = Math.sqrt((distribution.kurtosis() - 1) / weights.getNumElements());
        return new VarianceCheck("Var(W)", Moments.of(weights).sampleVariance(), predicted, predicted * relative);
    }

    /**
     * The variance at a layer, averaged over independent networks, against its prediction. The standard
     * error comes from the spread between the networks, so that it includes everything that the samples
     * and units of one network share.
     */
    public static VarianceCheck atLayer(ProfileSample sample, int layer, double predicted) {
        String quantity = "Var(" + sample.signal() + ") at layer " + layer;
        return ofEstimates(quantity, predicted, sample.variances(layer));
    }

    /**
     * The mean of independent estimates, at least 2, against a prediction; the standard error comes from their
     * spread.
     */
    public static VarianceCheck ofEstimates(String quantity, double predicted, double... estimates) {
        Moments moments = Moments.of(estimates);
        return new VarianceCheck(
                quantity,
                moments.mean(),
                predicted,
                moments.standardError(),
                new SamplingLaw.StudentsT(estimates.length - 1.0));
    }

    /** (measured - predicted) / standardError; 0 where they agree exactly. */
    public double deviation() {
        return measured == predicted ? 0 : (measured - predicted) / standardError;
    }

    /** How often chance alone takes a true prediction at least as far away, to either side. */
    public double pValue() {
        return law.pValue(deviation());
    }

    /** What the measurement stays below with probability p if the prediction is true. */
    public double quantile(double p) {
        return predicted + standardError * law.quantile(p);
    }

    /** How many standard errors the measurement may be away, on the side where it is. */
    public double allowed() {
        return deviation() < 0 ? -law.quantile(FALSE_ALARMS / 2) : law.quantile(1 - FALSE_ALARMS / 2);
    }

    /** Whether the measurement can tell, and lies within what is allowed. */
    public boolean passed() {
        return !isCoarse() && pValue() >= FALSE_ALARMS;
    }

    private boolean isCoarse() {
        boolean symmetric = law.shift() == 0;
        return symmetric ? !(standardError <= COARSEST * predicted) : Double.isNaN(standardError);
    }

    /** The verdict in one sentence, the measurement with its standard error. */
    @Override
    public String toString() {
        String start = (passed() ? "PASS: " : "FAIL: ") + quantity;
        if (!Double.isFinite(measured)) {
            return start + " is not a number any more: the signal has overflowed.";
        }
        if (measured == 0) {
            return start + " is 0: nothing is left of the signal.";
        }
        String numbers =
                String.format(Locale.ROOT, " is %.4g +/- %.2g, theory %.4g: ", measured, standardError, predicted);
        return start + numbers + distance();
    }

    private String distance() {
        if (!isCoarse()) {
            return String.format(
                    Locale.ROOT, "%.2g standard errors off (%.1f allowed).", Math.abs(deviation()), allowed());
        }
        return standardError > COARSEST * measured
                ? "too uncertain to tell."
                : String.format(Locale.ROOT, "%.2g times too large.", measured / predicted);
    }
}
