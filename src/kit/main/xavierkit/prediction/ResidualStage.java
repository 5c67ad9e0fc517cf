package xavierkit.prediction;

import java.util.List;

/**
 * z + scale branch(z). With E[z^2] = 1 kept by the branch, the sum has 1 + scale^2 if the branch has
 * mean 0: a chain of L blocks grows as (1 + scale^2)^L, and scale = 1/sqrt(L) bounds it by e.
 *
 * <p>Of the branch's output only its mean goes with z, and of its gradient nothing goes with the
 * shortcut's: E[z_l^2] = E[z^2] + 2 scale E[z] E[branch] + scale^2 E[branch^2].
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
        if (in != out) {
            throw new IllegalArgumentException(
                    "a branch must have as many outputs as inputs to be added, got " + in + " -> " + out);
        }
        if (!Double.isFinite(scale)) {
            throw new IllegalArgumentException("the branch's scale must be finite, got " + scale);
        }
    }

    /** The signals within the branch, before its output is scaled and added. */
    public SignalPrediction within(Signal input, double gradientSquare) {
        return SignalPrediction.from(input, branch, scale * scale * gradientSquare);
    }

    @Override
    public Signal forward(Signal input) {
        Signal added = SignalPrediction.forward(input, branch).get(branch.size());
        return new Signal(
                input.mean() + scale * added.mean(),
                input.square() + 2 * scale * input.mean() * added.mean() + scale * scale * added.square());
    }

    @Override
    public double backward(Signal input, double gradientSquare) {
        return gradientSquare + within(input, gradientSquare).activationGradient(0);
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
