package xavierkit.data;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.Stream;
import org.apache.commons.rng.UniformRandomProvider;
import xavierkit.data.Shapeset.Shape;

/**
 * What one image shows.
 *
 * @param shapes one or two, the front one last
 * @param masks the pixels of each, hidden ones too
 * @param greys the grey level of each
 * @param background the grey level behind them
 */
record Scene(List<Shape> shapes, List<BitSet> masks, List<Double> greys, double background) {

    private static final int REJECTIONS = 50;
    private static final double HIDDEN = 0.5;

    static Scene draw(UniformRandomProvider random) {
        List<Shape> shapes = Stream.generate(() -> Shape.values()[random.nextInt(3)])
                .limit(random.nextInt(1, 3))
                .toList();
        List<BitSet> masks = masks(shapes, random);
        boolean swapped = random.nextBoolean();
        double background = grey(!swapped, random);
        List<Double> greys = shapes.stream().map(shape -> grey(swapped, random)).toList();
        return new Scene(shapes, masks, greys, background);
    }

    private static double grey(boolean dark, UniformRandomProvider random) {
        return dark ? random.nextDouble(0, 0.45) : random.nextDouble(0.55, 1);
    }

    /** The pixels of each shape, none hidden more than half. */
    static List<BitSet> masks(List<Shape> shapes, UniformRandomProvider random) {
        while (true) {
            BitSet first = Silhouette.draw(shapes.get(0), random);
            if (shapes.size() == 1) {
                return List.of(first);
            }
            for (int rejected = 0; rejected <= REJECTIONS; rejected++) {
                BitSet second = Silhouette.draw(shapes.get(1), random);
                if (hidden(first, second) <= HIDDEN) {
                    return List.of(first, second);
                }
            }
        }
    }

    /** The part of the back object's pixels that the front one covers. */
    static double hidden(BitSet back, BitSet front) {
        BitSet both = (BitSet) back.clone();
        both.and(front);
        return (double) both.cardinality() / back.cardinality();
    }

    int label() {
        return Shapeset.CLASSES.indexOf(shapes.stream().sorted().toList());
    }

    /** Writes the pixels, 2 grey - 1 each, into an array from {@code offset} on. */
    void paint(double[] pixels, int offset) {
        Arrays.fill(pixels, offset, offset + Shapeset.SIDE * Shapeset.SIDE, 2 * background - 1);
        for (int i = 0; i < shapes.size(); i++) {
            double value = 2 * greys.get(i) - 1;
            masks.get(i).stream().forEach(pixel -> pixels[offset + pixel] = value);
        }
    }
}
