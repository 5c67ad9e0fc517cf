package xavierkit.check;

import java.util.*;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;
import xavierkit.init.*;
import xavierkit.matrix.Moments;
import xavierkit.network.*;
import xavierkit.prediction.*;

/**
 * One network held against an infinitely wide one: how far the line of theory may be missed because the layers are of
 * finite width. Each layer multiplies E[z^2] by a factor of its own, whose spread the differences between its units
 * show, and hands on the deviation of the layer before, times d log V / d log E[z^2]. Both add up along the network
 * (delta method). {@link SignalCheck} looks at each layer by itself, and {@link LengthSpread} predicts the same spread
 * for one input.
 */
public final class InfiniteWidthCheck {

    private InfiniteWidthCheck() {}

    /**
     * E[z_l^2] of layers 1 to depth, measured against E[phi(s)^2], s ~ N(0, fan_in Var(W) E[z_(l-1)^2] + Var(b)), from
     * the batch's own E[z_0^2] onward; {@link VarianceCheck#quantile} gives the band around the line. For samples of
     * about equal length. The band is approximate: at width 100 and depth 10, 93 to 95 % of networks lie within the
     * band of 95 %, and 90 % if lengths are driven apart, as by GELU. Behind a layer of a single unit it is unknown.
     *
     * @param signals what {@code network} made of a batch
     * @param assumed gives Var(W)
     * @param biasVariance Var(b) of normal biases, 0 without biases
     * @throws IllegalArgumentException for signals of other widths, and if E[z^2] is predicted to be 0 or infinite
     */
    public static List<VarianceCheck> forward(
            Network network, ForwardSignals signals, Initializer assumed, double biasVariance) {
        network.requireOwn(signals);
        List<VarianceCheck> checks = new ArrayList<>();
        double square = Moments.of(signals.activation(0)).secondMoment();
        double logVariance = 0;
        for (int l = 1; l <= network.depth(); l++) {
            Layer layer = network.layers().get(l - 1);
            Fan fan = layer.fan();
            double fromWeights = fan.in() * assumed.variance(fan) * square;
            GaussianMoments wide = GaussianMoments.of(layer.activation(), fromWeights + biasVariance);
            square = wide.square().value();
            double passedOn = fromWeights * wide.squareDerivative().value() / square;
            DMatrixRMaj z = signals.activation(l);
            logVariance = passedOn * passedOn * logVariance + ownVariance(z);
            double error = square * Math.sqrt(Math.expm1(logVariance));
            SamplingDistribution law =
                    logVariance > 0 ? new SamplingDistribution.LogNormal(logVariance) : QuadraticForm.TOO_SMALL;
            double measured = Moments.of(z).secondMoment();
            checks.add(new VarianceCheck("E[z^2] at layer " + l, measured, square, error, law));
        }
        return checks;
    }

    /** The relative variance of the mean over units of T_j, the mean of z_j^2 over the batch; NaN for a single unit. */
    private static double ownVariance(DMatrixRMaj batch) {
        if (batch.numCols < 2) {
            return Double.NaN;
        }
        DMatrixRMaj z = batch.copy();
        CommonOps_DDRM.divide(z, CommonOps_DDRM.elementMaxAbs(z)); // squares of squares would underflow
        Moments units = Moments.of(CommonOps_DDRM.sumCols(QuadraticForm.squares(z), null));
        return units.sampleVariance() / (units.count() * units.mean() * units.mean());
    }
}
