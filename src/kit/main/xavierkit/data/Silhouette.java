package xavierkit.data;

import static java.lang.StrictMath.*;

import java.util.*;
import org.apache.commons.rng.UniformRandomProvider;

/** The kinds of objects in {@link Shapeset}: affine images of regular polygons with this number of vertices. */
enum Silhouette {
    TRIANGLE(3),
    PARALLELOGRAM(4),
    ELLIPSE(20);

    final int vertices;

    Silhouette(int vertices) {
        this.vertices = vertices;
    }

    /**
     * The pixels whose centre is inside an object of random form, size, rotation and place; pixel 32 r + c is that of
     * row r, column c. StrictMath gives the same bits on every machine.
     */
    BitSet draw(UniformRandomProvider random) {
        double first = random.nextDouble(0, 2 * PI);
        double width = random.nextDouble(0.2, 0.8) * Shapeset.SIDE;
        double height = random.nextDouble(0.2, 0.8) * Shapeset.SIDE;
        double second = random.nextDouble(0, 2 * PI);
        double cos = cos(second);
        double sin = sin(second);
        double[] x = new double[vertices];
        double[] y = new double[vertices];
        for (int v = 0; v < vertices; v++) {
            double angle = first + 2 * PI * v / vertices;
            double a = width / 2 * cos(angle);
            double b = height / 2 * sin(angle);
            x[v] = cos * a - sin * b;
            y[v] = sin * a + cos * b;
        }
        place(x, random);
        place(y, random);
        return pixels(x, y);
    }

    /** The polygon is convex: of a row of pixels, those inside follow one another. */
    private static BitSet pixels(double[] x, double[] y) {
        BitSet pixels = new BitSet(Shapeset.PIXELS);
        int west = (int) smallest(x);
        int east = (int) ceil(largest(x));
        int south = (int) ceil(largest(y));
        for (int row = (int) smallest(y); row < south; row++) {
            int left = west;
            int right = east;
            while (left < right && !isInside(x, y, left + 0.5, row + 0.5)) {
                left++;
            }
            while (left < right && !isInside(x, y, right - 0.5, row + 0.5)) {
                right--;
            }
            pixels.set(row * Shapeset.SIDE + left, row * Shapeset.SIDE + right);
        }
        return pixels;
    }

    /** Moves the vertices along an axis to anywhere where at least a pixel is left to the border. */
    private static void place(double[] x, UniformRandomProvider random) {
        double shift = random.nextDouble(1 - smallest(x), Shapeset.SIDE - 1 - largest(x));
        Arrays.setAll(x, v -> x[v] + shift);
    }

    private static double smallest(double[] x) {
        return Arrays.stream(x).min().orElseThrow();
    }

    private static double largest(double[] x) {
        return Arrays.stream(x).max().orElseThrow();
    }

    /** Whether a point lies on the same side of all edges, which turn one way: the polygon is convex. */
    private static boolean isInside(double[] x, double[] y, double px, double py) {
        int last = x.length - 1;
        for (int v = 0; v < x.length; v++) {
            if ((x[v] - x[last]) * (py - y[last]) <= (y[v] - y[last]) * (px - x[last])) {
                return false;
            }
            last = v;
        }
        return true;
    }
}
