package xavierkit.data;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.statistics.descriptive.DoubleStatistics;
import org.apache.commons.statistics.descriptive.Statistic;
import org.apache.commons.statistics.inference.ChiSquareTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import xavierkit.matrix.RandomStream;

class ShapesetTest {

    private static final Shapeset SHAPES = Shapeset.of(1);

    /** In eighteenths, as the two draws give it: singles 1/6, mixed pairs 1/9, pairs of the same shape 1/18. */
    private static final double[] PRIOR = {3, 3, 3, 2, 2, 2, 1, 1, 1};

    /** A right generator fails a chi-square test at this level once in a million seeds. */
    private static final double FALSE_ALARM = 1e-6;

    private static final List<Scene> SCENES =
            LongStream.range(0, 9000).mapToObj(SHAPES::scene).toList();

    private static final List<Scene> PAIRS =
            SCENES.stream().filter(scene -> scene.shapes().size() == 2).toList();

    private static long[] classes() {
        long[] counts = new long[9];
        SCENES.forEach(scene -> counts[scene.label()]++);
        return counts;
    }

    @Test
    void classesComeAsOftenAsThePriorSays() {
        double p = ChiSquareTest.withDefaults().test(PRIOR, classes()).getPValue();
        assertTrue(p > FALSE_ALARM, "p = " + p);
        // and the test has power: nine classes of the same probability are told apart from it
        assertTrue(ChiSquareTest.withDefaults().test(classes()).getPValue() < FALSE_ALARM);
    }

    @Test
    void guessingTheLargestClassErrsInFiveOfSix() {
        double error = 1 - (double) Arrays.stream(classes()).max().orElseThrow() / SCENES.size();
        // the largest of three counts with standard deviation sqrt(1/6 5/6 / 9000): 5 of them, 2e-6
        assertEquals(5.0 / 6, error, 5 * Math.sqrt(5.0 / 36 / SCENES.size()));
    }

    @Test
    void labelsAreClassesWhateverIsInFront() {
        var t = Silhouette.TRIANGLE;
        var p = Silhouette.PARALLELOGRAM;
        var e = Silhouette.ELLIPSE;
        List<List<Silhouette>> classes = List.of(
                List.of(t),
                List.of(p),
                List.of(e),
                List.of(t, p),
                List.of(p, e),
                List.of(t, e),
                List.of(t, t),
                List.of(p, p),
                List.of(e, e));
        for (int label = 0; label < 9; label++) {
            List<Silhouette> shapes = new ArrayList<>(classes.get(label));
            assertEquals(label, new Scene(shapes, List.of(), List.of(), 0).label());
            Collections.reverse(shapes);
            assertEquals(label, new Scene(shapes, List.of(), List.of(), 0).label());
        }
    }

    /** Counted in the image, which knows nothing of the generator's masks, as far as it can be. */
    @Test
    void theSecondObjectHidesAtMostHalfOfTheFirst() {
        int overlapping = 0;
        for (Scene scene : PAIRS) {
            double[] pixels = new double[1024];
            scene.paint(pixels, 0);
            double back = 2 * scene.greys().get(0) - 1;
            long visible = Arrays.stream(pixels).filter(x -> x == back).count();
            int all = scene.masks().get(0).cardinality();
            assertTrue(2 * visible >= all, visible + " of " + all);
            overlapping += visible < all ? 1 : 0;
        }
        // and it does hide some: not a generator that keeps objects apart
        assertTrue(overlapping > PAIRS.size() / 2, overlapping + " of " + PAIRS.size());
    }

    /** Without the rule the test above would fail: four in ten ellipses hide too much of a triangle. */
    @Test
    void objectsPlacedWithoutTheRuleWouldBreakIt() {
        UniformRandomProvider random = RandomStream.of(2L);
        long tooMuch = IntStream.range(0, 1000)
                .filter(i -> Scene.hidden(Silhouette.TRIANGLE.draw(random), Silhouette.ELLIPSE.draw(random)) > 0.5)
                .count();
        assertTrue(tooMuch > 200, tooMuch + " of 1000");
    }

    @Test
    void fiftySecondObjectsAreRejectedAndThenTheFirst() {
        UniformRandomProvider random = RandomStream.of(3L);
        BitSet repeated = Silhouette.PARALLELOGRAM.draw(() -> 1L << 62);
        for (int same : new int[] {51, 52}) {
            // an object takes 6 numbers; the same one comes again and again and would hide the first
            // whole, then comes a small one in a corner
            int[] calls = {0};
            UniformRandomProvider scripted = () -> {
                int object = calls[0]++ / 6;
                return object < same ? 1L << 62 : object == same ? 0 : random.nextLong();
            };
            List<BitSet> masks = Scene.masks(List.of(Silhouette.PARALLELOGRAM, Silhouette.PARALLELOGRAM), scripted);
            // the first and 50 rejected ones leave the first in place, one more does not
            assertEquals(same == 51, masks.get(0).equals(repeated));
        }
    }

    /**
     * A regular n-gon in a circle of diameter 32 has the area 256 n/2 sin(2 pi/n); two independent
     * scales of mean 1/2 leave a quarter.
     */
    @ParameterizedTest
    @EnumSource(Silhouette.class)
    void aShapeHasTheMeanAreaOfItsPolygon(Silhouette shape) {
        UniformRandomProvider random = RandomStream.of(4L);
        int n = shape.vertices;
        DoubleStatistics areas = DoubleStatistics.of(
                EnumSet.of(Statistic.MEAN, Statistic.STANDARD_DEVIATION),
                IntStream.range(0, 2000)
                        .mapToDouble(i -> shape.draw(random).cardinality())
                        .toArray());
        double error = areas.getAsDouble(Statistic.STANDARD_DEVIATION) / Math.sqrt(2000);
        // 5 standard errors of a mean of 2,000: false alarm 6e-7
        assertEquals(64 * n / 2.0 * Math.sin(2 * Math.PI / n), areas.getAsDouble(Statistic.MEAN), 5 * error);
    }

    @Test
    void atLeastAPixelIsLeftToTheBorder() {
        int[] extent = SCENES.stream()
                .flatMap(scene -> scene.masks().stream())
                .flatMapToInt(mask -> mask.stream().flatMap(i -> IntStream.of(i % 32, i / 32)))
                .distinct()
                .sorted()
                .toArray();
        assertArrayEquals(IntStream.range(1, 31).toArray(), extent);
    }

    @Test
    void objectsAreLightOnDarkOrTheOtherWayRound() {
        int swapped = 0;
        for (Scene scene : SCENES) {
            boolean dark = scene.background() >= 0.55;
            assertTrue(dark ? scene.background() <= 1 : scene.background() <= 0.45);
            scene.greys().forEach(g -> assertTrue(dark ? g >= 0 && g <= 0.45 : g >= 0.55 && g <= 1));
            assertEquals(scene.greys().size(), scene.greys().stream().distinct().count());
            swapped += dark ? 1 : 0;
        }
        // 5 standard deviations of a binomial count: false alarm 6e-7
        assertEquals(4500, swapped, 5 * Math.sqrt(9000 / 4.0));
    }

    @Test
    void aSampleDependsOnTheSeedAndItsIndexAlone() {
        DataSet ten = SHAPES.samples(1000, 10);
        DataSet fourth = Shapeset.of(1).samples(1003, 1);
        assertArrayEquals(ten.rows(3).inputs().data, fourth.inputs().data);
        assertEquals(ten.labels().subList(3, 4), fourth.labels());
    }

    @Test
    void neighbouringSeedsShareNoSamples() {
        Set<Integer> hashes = hashes(SHAPES.samples(0, 20));
        hashes.addAll(hashes(Shapeset.of(2).samples(0, 20)));
        assertEquals(40, hashes.size());
    }

    private static Set<Integer> hashes(DataSet data) {
        return IntStream.range(0, data.size())
                .mapToObj(row -> Arrays.hashCode(data.rows(row).inputs().data))
                .collect(Collectors.toSet());
    }

    /** The bits that JDK 17 and JDK 25 gave. */
    @Test
    void theBitsAreThoseOfOtherJdks() {
        DataSet data = SHAPES.samples(0, 1000);
        assertEquals(-1683584327, Arrays.hashCode(data.inputs().data));
        assertEquals(56063143, data.labels().hashCode());
    }

    @Test
    void pixelsAreFromMinusOneToOne() {
        DataSet data = SHAPES.samples(0, 500);
        assertEquals("500 x 1024, labels 0 to 8", data.toString());
        double[] sorted = Arrays.stream(data.inputs().data).sorted().toArray();
        assertEquals(-1, sorted[0], 0.01);
        assertEquals(1, sorted[sorted.length - 1], 0.01);
        assertTrue(sorted[0] >= -1 && sorted[sorted.length - 1] <= 1);
    }

    @Test
    void whatCannotBeIsRefused() {
        assertRefused("the first sample must be at least 0, got -1", -1, 1);
        long last = Long.MAX_VALUE - Integer.MAX_VALUE;
        assertRefused("the first sample must be at most " + last + ", got " + (last + 1), last + 1, 1);
        assertEquals(1, SHAPES.samples(last, 1).size());
        assertRefused("count must be between 1 and 2097151, got 0", 0, 0);
        assertRefused("count must be between 1 and 2097151, got 2097152", 0, 1 << 21);
        assertEquals("Shapeset-3x2, seed 1", SHAPES.toString());
    }

    private static void assertRefused(String message, long first, int count) {
        var error = assertThrows(IllegalArgumentException.class, () -> SHAPES.samples(first, count));
        assertEquals(message, error.getMessage());
    }
}
