package xavierkit.prediction;

import java.util.List;
import xavierkit.activation.Activation;
import xavierkit.init.*;
import xavierkit.matrix.Require;

/**
 * z + scale branch(z). With E[z^2] = 1 kept by the branch, the sum has 1 + scale^2 if the branch has mean 0: a chain of L
 * blocks grows as (1 + scale^2)^L, and scale = 1/sqrt(L) bounds it by e.
 *
 * <p>The branch's output is not correlated with z, and its gradient not with the shortcut's: Var(z_l) = Var(z) + scale^2
 * Var(branch).
 *
 * @param branch at least one stage, as many units out of the last as into the first
 * @param scale finite
 */
public record ResidualStage(List<Stage> branch, double scale) implements Stage {

    /** Validates: a branch that fits its shortcut, and a finite scale. */
    public ResidualStage {
        branch = SignalPrediction.requireFit(branch);
        int in = inputs(branch);
        int out = branch.get(branch.size() - 1).fan().outputs();
        Require.that(in == out, "a branch must have as many outputs as inputs to be added, got %d -> %d", in, out);
        Require.finite("the branch's scale", scale);
    }

    /** z + c W_2 relu(W_1 z), {@code width} units each, with He's rule for W_1 and Var(W_2) = 1/fan_in. */
    public static ResidualStage ofWidth(int width, double scale) {
        Fan square = Fan.dense(width, width);
        Stage first = DenseStage.of(square, VarianceScaling.heNormal(), Activation.RELU);
        Stage second = DenseStage.of(square, VarianceScaling.lecunNormal(), Activation.IDENTITY);
        return new ResidualStage(List.of(first, second), scale);
    }

    @Override
    public UnitMoments forward(UnitMoments z) {
        UnitMoments added = z;
        for (Stage stage : branch) {
            added = stage.forward(added);
        }
        return new UnitMoments(z.mean() + scale * added.mean(), z.variance() + scale * scale * added.variance());
    }

    @Override
    public double backward(UnitMoments z, double gradientSquare) {
        SignalPrediction within = new SignalPrediction(branch, z, scale * scale * gradientSquare);
        return gradientSquare + within.activationGradient(0);
    }

    /** That of the shortcut. */
    @Override
    public Fan fan() {
        return Fan.dense(inputs(branch), inputs(branch));
    }

    private static int inputs(List<Stage> branch) {
        return branch.get(0).fan().inputs();
    }
}
