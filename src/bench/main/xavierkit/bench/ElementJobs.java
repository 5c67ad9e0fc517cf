package xavierkit.bench;

import java.util.SplittableRandom;
import org.ejml.data.DMatrixRMaj;
import xavierkit.activation.Activation;
import xavierkit.init.WeightDistribution;

/** Work on each of a million entries. */
final class ElementJobs {

    private static final int SIDE = 1000;

    private ElementJobs() {}

    /** A million normal draws. */
    static Job normal() {
        var random = new SplittableRandom(1);
        return () -> draw(random).data[0];
    }

    /** The hyperbolic tangent of a million normal draws. */
    static Job tanh() {
        DMatrixRMaj in = draw(new SplittableRandom(1));
        DMatrixRMaj out = new DMatrixRMaj(SIDE, SIDE);
        return () -> {
            Activation.TANH.values(in.data, in.data.length, out.data);
            return out.data[0];
        };
    }

    private static DMatrixRMaj draw(SplittableRandom random) {
        return WeightDistribution.NORMAL.sample(SIDE, SIDE, 1, random);
    }
}
