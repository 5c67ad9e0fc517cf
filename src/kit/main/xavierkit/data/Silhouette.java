package xavierkit.data;

import java.awt.geom.AffineTransform;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.BitSet;
import org.apache.commons.rng.UniformRandomProvider;

/** The pixels of an object: those whose centre is inside it. */
final class Silhouette {

    private static final int SIDE = Shapeset.SIDE;
    private static final double SMALLEST = 0.2;
    private static final double LARGEST = 0.8;

    private Silhouette() {}

    /** A shape of random form, size, rotation and place; pixel 32 r + c is that of row r, column c. */
    static BitSet draw(Shapeset.Shape shape, UniformRandomProvider random) {
        Path2D polygon = regular(shape.vertices());
        polygon.transform(turn(random));
        polygon.transform(AffineTransform.getScaleInstance(scale(random), scale(random)));
        polygon.transform(turn(random));
        Rectangle2D box = polygon.getBounds2D();
        double x = random.nextDouble(1 - box.getMinX(), SIDE - 1 - box.getMaxX());
        double y = random.nextDouble(1 - box.getMinY(), SIDE - 1 - box.getMaxY());
        polygon.transform(AffineTransform.getTranslateInstance(x, y));
        return pixels(polygon);
    }

    /** In a circle of radius 1/2 about the origin. */
    private static Path2D regular(int vertices) {
        Path2D polygon = new Path2D.Double();
        polygon.moveTo(0.5, 0);
        for (int vertex = 1; vertex < vertices; vertex++) {
            double angle = 2 * Math.PI * vertex / vertices;
            polygon.lineTo(StrictMath.cos(angle) / 2, StrictMath.sin(angle) / 2);
        }
        polygon.closePath();
        return polygon;
    }

    // StrictMath, and so not AffineTransform's rotation by an angle: the same bits on every machine
    private static AffineTransform turn(UniformRandomProvider random) {
        double angle = random.nextDouble(0, 2 * Math.PI);
        return AffineTransform.getRotateInstance(StrictMath.cos(angle), StrictMath.sin(angle));
    }

    private static double scale(UniformRandomProvider random) {
        return random.nextDouble(SMALLEST, LARGEST) * SIDE;
    }

    private static BitSet pixels(Path2D polygon) {
        BitSet pixels = new BitSet(SIDE * SIDE);
        Rectangle2D box = polygon.getBounds2D();
        for (int row = (int) box.getMinY(); row < box.getMaxY(); row++) {
            for (int column = (int) box.getMinX(); column < box.getMaxX(); column++) {
                pixels.set(SIDE * row + column, polygon.contains(column + 0.5, row + 0.5));
            }
        }
        return pixels;
    }
}
