package xavierkit.data;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.rng.simple.RandomSource;
import org.ejml.data.DMatrixRMaj;

/**
 * Shapeset-3x2 of Glorot and Bengio (2010): an endless stream of grey images of 32x32 pixels that
 * show one or two of a triangle, a parallelogram and an ellipse. Sample i depends on the seed and i
 * alone; another seed is another, independent stream, so that one can train on one and test on
 * another.
 *
 * <ul>
 *   <li>One object or two, with probability 1/2; each of one of the three shapes, with probability
 *       1/3. A single thus has probability 1/6, a pair of different shapes 1/9 and a pair of the
 *       same 1/18; whoever always guesses the largest class errs in 5/6 of all cases, 83.3 %.
 *   <li>A shape is a regular polygon of 3, 4 or 20 vertices in a circle as wide as the image,
 *       turned, scaled along the axes by two factors from 0.2 to 0.8, turned again and placed
 *       anywhere where at least a pixel is left to the border.
 *   <li>The second object hides at most half of the first one's pixels. Another one is tried up to
 *       50 times; then the first is placed anew as well.
 *   <li>Objects have grey levels of their own in [0.55, 1] and the background one in [0, 0.45] or,
 *       with probability 1/2, the other way round; all uniform.
 * </ul>
 *
 * <p>Parameters, order of classes and values of pixels are those of the authors' own generator
 * (glorotxa/Shapeset on GitHub). That one estimates what an object hides from its extent, where
 * this one counts pixels, leaves the second object out after 50 rejections, and rounds angles and
 * grey levels; so the images are alike, not the same.
 *
 * <p>No antialiasing, as in the original: a pixel is an object's if its centre is inside the
 * polygon, as {@code java.awt.Shape} defines it. {@code java.awt.Graphics2D} promises nobody the
 * same pixels, and its renderer was replaced between JDKs, while {@code java.awt.geom} is arithmetic
 * in Java alone. The same seed gives the same bits on one JDK, and gave them on JDK 17 and 25; a JDK
 * could round otherwise only where a centre lies on an edge to the last digits.
 */
public final class Shapeset {

    /** Rows and columns of an image. */
    public static final int SIDE = 32;

    /** The shapes that an image of each class shows, by label. */
    public static final List<List<Shape>> CLASSES = List.of(
            List.of(Shape.TRIANGLE),
            List.of(Shape.PARALLELOGRAM),
            List.of(Shape.ELLIPSE),
            List.of(Shape.TRIANGLE, Shape.PARALLELOGRAM),
            List.of(Shape.PARALLELOGRAM, Shape.ELLIPSE),
            List.of(Shape.TRIANGLE, Shape.ELLIPSE),
            List.of(Shape.TRIANGLE, Shape.TRIANGLE),
            List.of(Shape.PARALLELOGRAM, Shape.PARALLELOGRAM),
            List.of(Shape.ELLIPSE, Shape.ELLIPSE));

    private static final int PIXELS = SIDE * SIDE;

    private final long seed;
    private final long start;

    private Shapeset(long seed) {
        this.seed = seed;
        // SplitMix64 first: the seeds 1 and 2 would otherwise share all samples but one
        this.start = RandomSource.SPLIT_MIX_64.create(seed).nextLong();
    }

    /** What an object is, whatever its size and place. */
    public enum Shape {
        /** Three vertices. */
        TRIANGLE(3),
        /** Four vertices. */
        PARALLELOGRAM(4),
        /** Twenty vertices. */
        ELLIPSE(20);

        private final int vertices;

        Shape(int vertices) {
            this.vertices = vertices;
        }

        /** The number of vertices. */
        public int vertices() {
            return vertices;
        }
    }

    /** The stream of a seed. */
    public static Shapeset of(long seed) {
        return new Shapeset(seed);
    }

    /**
     * The samples {@code first} to {@code first + count - 1}: 1,024 pixels a row, row by row, each 2
     * grey - 1 and so from -1 to 1; labels as in {@link #CLASSES}. A stream of batches of 10 is {@code
     * index -> shapeset.samples(10 * index, 10)}.
     *
     * @param first counted from 0
     * @throws IllegalArgumentException if first is negative, or no or too many samples are asked for
     */
    public DataSet samples(long first, int count) {
        if (first < 0 || first > Long.MAX_VALUE - Integer.MAX_VALUE) {
            throw new IllegalArgumentException("the first sample must be at least 0, got " + first);
        }
        if (count < 1 || count > Integer.MAX_VALUE / PIXELS) {
            throw new IllegalArgumentException(
                    "count must be between 1 and " + Integer.MAX_VALUE / PIXELS + ", got " + count);
        }
        DMatrixRMaj inputs = new DMatrixRMaj(count, PIXELS);
        List<Integer> labels = new ArrayList<>();
        for (int row = 0; row < count; row++) {
            Scene scene = scene(first + row);
            scene.paint(inputs.data, row * PIXELS);
            labels.add(scene.label());
        }
        return new DataSet(inputs, labels);
    }

    Scene scene(long index) {
        return Scene.draw(RandomSource.XO_SHI_RO_256_PP.create(start + index));
    }

    /** The seed. */
    @Override
    public String toString() {
        return "Shapeset-3x2, seed " + seed;
    }
}
