package xavierkit.data;

import java.util.*;
import org.apache.commons.rng.core.source64.SplitMix64;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.*;

/**
 * Shapeset-3x2 of Glorot and Bengio (2010): an endless stream of grey images of 32x32 pixels that show one or two of a
 * triangle, a parallelogram and an ellipse. Sample i depends only on the seed and i; another seed is another,
 * independent stream, so that one can train on one and test on another.
 *
 * <ul>
 *   <li>One object or two, with probability 1/2; each of one of the three shapes, with probability 1/3. A single thus
 *       has probability 1/6, a pair of different shapes 1/9 and a pair of the same 1/18; whoever always guesses the
 *       largest class errs in 5/6 of all cases, 83.3 %.
 *   <li>A shape is a regular polygon of 3, 4 or 20 vertices in a circle as wide as the image, turned, scaled along the
 *       axes by two factors from 0.2 to 0.8, turned again and placed anywhere where at least a pixel is left to the
 *       border.
 *   <li>The second object hides at most half of the first one's pixels. Another one is tried up to 50 times; then the
 *       first is placed anew as well.
 *   <li>Objects have grey levels of their own in [0.55, 1] and the background one in [0, 0.45] or, with probability
 *       1/2, the other way round; all uniform.
 *   <li>Labels: 0 triangle, 1 parallelogram, 2 ellipse, 3 triangle and parallelogram, 4 parallelogram and ellipse, 5
 *       triangle and ellipse, 6 to 8 two triangles, parallelograms or ellipses.
 * </ul>
 *
 * <p>Parameters, order of classes and values of pixels are those of the authors' own generator (glorotxa/Shapeset on
 * GitHub). That one estimates what an object hides from its extent, where this one counts pixels, leaves the second
 * object out after 50 rejections, and rounds angles and grey levels; so the images are alike, not the same.
 *
 * <p>A pixel is an object's if its centre is inside the polygon, without antialiasing, as in the original. The same
 * seed gives the same bits.
 *
 * @param seed of the stream
 */
public record Shapeset(long seed) {

    /** Rows and columns of an image. */
    static final int SIDE = 32;

    static final int PIXELS = SIDE * SIDE;
    private static final long LAST = Long.MAX_VALUE - Integer.MAX_VALUE;

    /** The stream of a seed. */
    public static Shapeset of(long seed) {
        return new Shapeset(seed);
    }

    /**
     * The samples {@code first} to {@code first + count - 1}: 1,024 pixels a row, row by row, each 2 grey - 1 and so
     * from -1 to 1. A stream of batches of 10 is {@code index -> shapeset.samples(10 * index, 10)}.
     *
     * @param first counted from 0
     */
    public DataSet samples(long first, int count) {
        Require.that(first >= 0, "the first sample must be at least 0, got %d", first);
        Require.that(first <= LAST, "the first sample must be at most %d, got %d", LAST, first);
        int most = Integer.MAX_VALUE / PIXELS;
        Require.that(count >= 1 && count <= most, "count must be between 1 and %d, got %d", most, count);
        DMatrixRMaj inputs = new DMatrixRMaj(count, PIXELS);
        List<Integer> labels = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Scene scene = scene(first + row);
            scene.paint(inputs.data, row * PIXELS);
            labels.add(scene.label());
        }
        return new DataSet(inputs, labels);
    }

    // SplitMix64 first: the seeds 1 and 2 would otherwise share all samples but one
    Scene scene(long index) {
        long start = new SplitMix64(seed).nextLong();
        return Scene.draw(RandomStream.of(start + index));
    }

    /** The seed. */
    @Override
    public String toString() {
        return "Shapeset-3x2, seed " + seed;
    }
}
