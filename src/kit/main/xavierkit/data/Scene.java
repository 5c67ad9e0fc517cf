package xavierkit.data;

import java.util.*;
import java.util.stream.*;
import org.apache.commons.rng.UniformRandomProvider;

/**
 * What one image of {@link Shapeset} shows.
 *
 * @param shapes one or two, the front one last
 * @param masks the pixels of each, hidden ones too
 * @param greys the grey level of each
 * @param background the grey level behind them
 */
record Scene(List<Silhouette> shapes, List<BitSet> masks, List<Double> greys, double background) {

    private static final int REJECTIONS = 50;

    /** The initials of the shapes of each class, by label. */
    private static final List<String> CLASSES = List.of("T", "P", "E", "TP", "PE", "TE", "TT", "PP", "EE");

    static Scene draw(UniformRandomProvider random) {
        Stream<Silhouette> drawn = Stream.generate(() -> Silhouette.values()[random.nextInt(3)]);
        List<Silhouette> shapes = drawn.limit(random.nextInt(1, 3)).toList();
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
    static List<BitSet> masks(List<Silhouette> shapes, UniformRandomProvider random) {
        BitSet first = shapes.get(0).draw(random);
        if (shapes.size() == 1) {
            return List.of(first);
        }
        Stream<BitSet> tried = Stream.generate(() -> shapes.get(1).draw(random)).limit(1 + REJECTIONS);
        Optional<BitSet> second = tried.filter(s -> hidden(first, s) <= 0.5).findFirst();
        return second.map(s -> List.of(first, s)).orElseGet(() -> masks(shapes, random));
    }

    /** The part of the back object's pixels that the front one covers. */
    static double hidden(BitSet back, BitSet front) {
        BitSet both = (BitSet) back.clone();
        both.and(front);
        return (double) both.cardinality() / back.cardinality();
    }

    int label() {
        Stream<String> initials =
                shapes.stream().sorted().map(shape -> shape.name().substring(0, 1));
        return CLASSES.indexOf(initials.collect(Collectors.joining()));
    }

    /** Writes the pixels, 2 grey - 1 each, into an array from {@code offset} on. */
    void paint(double[] pixels, int offset) {
        Arrays.fill(pixels, offset, offset + Shapeset.PIXELS, 2 * background - 1);
        for (int i = 0; i < shapes.size(); i++) {
            double value = 2 * greys.get(i) - 1;
            masks.get(i).stream().forEach(pixel -> pixels[offset + pixel] = value);
        }
    }
}
