package xavierkit.prediction;

import java.util.List;
import xavierkit.matrix.Require;

/**
 * z + scale branch(z). With E[z^2] = 1 kept by the branch, the sum has 1 + scale^2 if the branch has mean 0: a chain of L
 * blocks grows as (1 + scale^2)^L, and scale = 1/sqrt(L) bounds it by e.
 *
 * <p>Of the branch's output only the mean is correlated with z, and of its gradient nothing with the shortcut's: E[z_l^2] =
 * E[z^2] + 2 scale E[z] E[branch] + scale^2 E[branch^2].
 *
 * @param branch at least one stage, as many units out of the last as into the first
 * @param scale finite
 */
public record ResidualStage(List<Stage> branch, double scale) implements Stage {

    /** Validates: a branch that fits its shortcut, and a finite scale. */
    public ResidualStage {
        branch = SignalPrediction.requireFit(branch);
        int in = branch.get(0).inputs();
        int out = branch.get(branch.size() - 1).outputs();
        Require.that(in == out, "a branch must have as many outputs as inputs to be added, got %d -> %d", in, out);
        Require.finite("the branch's scale", scale);
    }

    @Override
    public UnitMoments forward(UnitMoments input) {
        UnitMoments added = input;
        for (Stage stage : branch) {
            added = stage.forward(added);
        }
        return new UnitMoments(
                input.mean() + scale * added.mean(),
                input.square() + 2 * scale * input.mean() * added.mean() + scale * scale * added.square());
    }

    /** E[(dC/dz_l)^2] (1 + scale^2 times the factor of the branch). */
    @Override
    public double backward(UnitMoments input, double gradientSquare) {
        SignalPrediction within = SignalPrediction.of(input, branch, scale * scale * gradientSquare);
        return gradientSquare + within.activationGradient(0);
    }

    @Override
    public int inputs() {
        return branch.get(0).inputs();
    }

    @Override
    public int outputs() {
        return inputs();
    }
}
