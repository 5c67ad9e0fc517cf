package xavierkit.view;

import java.awt.*;
import java.util.*;
import java.util.List;
import java.util.stream.*;
import xavierkit.matrix.Require;

/**
 * A network as circles and lines. In its first layer of weights, W_1, the weights into one unit are blue, fan_in = n_0 of
 * them, and the weights out of one input are vermillion, fan_out = n_1 of them. Of a wide layer the first and the last
 * units are drawn.
 */
public final class NetworkDiagram extends Picture {

    private static final int LARGEST = 7;
    private static final int HEIGHT = 480;
    private static final int TOP = 100;
    private static final int BOTTOM = 400;
    private static final int SIDE = 120;
    private static final int RADIUS = 15;

    private final List<Integer> units;

    /** A place on the picture. */
    private record Place(double x, double y) {}

    private NetworkDiagram(List<Integer> units) {
        this.units = units;
    }

    /**
     * The diagram of a network.
     *
     * @param units n_0, n_1, and so on: the number of inputs, then of the units of each layer; 2 to 5 numbers, each at
     *     least 1
     */
    public static NetworkDiagram of(int... units) {
        List<Integer> given =
                IntStream.of(Require.given("the units", units)).boxed().toList();
        Require.that(
                given.size() >= 2 && given.size() <= 5, "a diagram needs the units of 2 to 5 layers, got %s", given);
        given.forEach(n -> Require.atLeast(1, "the units of each layer", n));
        return new NetworkDiagram(given);
    }

    /** What the diagram shows, with its numbers. */
    @Override
    public String toString() {
        String layers = IntStream.range(1, units.size())
                .mapToObj(l -> units.get(l) + (units.get(l) == 1 ? " unit" : " units") + " in layer " + l)
                .collect(Collectors.joining(", "));
        return ("Diagram of a network with %d inputs, %s. Each unit of a layer has a weight from each unit of the layer"
                        + " before. In W_1 the %d weights into one unit are marked blue, fan_in = %d, and the %d weights"
                        + " out of one input vermillion, fan_out = %d.")
                .formatted(units.get(0), layers, fanIn(), fanIn(), fanOut(), fanOut());
    }

    int fanIn() {
        return units.get(0);
    }

    int fanOut() {
        return units.get(1);
    }

    @Override
    int height() {
        return HEIGHT;
    }

    @Override
    void paint(Graphics2D graphics) {
        Pen pen = new Pen(graphics);
        for (int layer = 1; layer < units.size(); layer++) {
            weights(pen, layer);
        }
        marked(pen);
        for (int layer = 0; layer < units.size(); layer++) {
            circles(pen, layer);
            names(pen, layer);
        }
        legend(pen);
    }

    private void weights(Pen pen, int layer) {
        pen.color(new Color(0xBBBBBB)).width(1);
        for (Place from : places(layer - 1)) {
            places(layer).forEach(to -> join(pen, from, to));
        }
        pen.color(Color.BLACK).size(20).text("W_" + layer, (x(layer - 1) + x(layer)) / 2, BOTTOM + 38);
    }

    /** Out of the first input and into the last unit; the weight from one to the other is both. */
    private void marked(Pen pen) {
        Place from = places(0).get(0);
        Place to = last(places(1));
        pen.width(2.5).color(Palette.VERMILLION);
        places(1).forEach(other -> join(pen, from, other));
        pen.color(Palette.BLUE);
        places(0).stream().filter(other -> !other.equals(from)).forEach(other -> join(pen, other, to));
        pen.dashed(2.5);
        join(pen, from, to);
    }

    private void circles(Pen pen, int layer) {
        List<Place> places = places(layer);
        for (Place place : places) {
            boolean source = layer == 0 && place.equals(places.get(0));
            boolean target = layer == 1 && place.equals(last(places));
            pen.color(source ? Palette.VERMILLION : target ? Palette.BLUE : Color.BLACK);
            pen.width(source || target ? 3.5 : 1.5).circle(place.x, place.y, RADIUS, Color.WHITE);
        }
        if (units.get(layer) > LARGEST) {
            dots(pen, places);
        }
    }

    /** Three dots in the gap of a layer of which not every unit is drawn. */
    private static void dots(Pen pen, List<Place> places) {
        Place above = places.get(places.size() / 2 - 1);
        double middle = (above.y + places.get(places.size() / 2).y) / 2;
        for (int i = -1; i <= 1; i++) {
            pen.color(Color.BLACK).circle(above.x, middle + 12 * i, 2, Color.BLACK);
        }
    }

    private void names(Pen pen, int layer) {
        String signal = layer == 0 ? "z_0" : "s_" + layer + ", z_" + layer;
        pen.color(Color.BLACK).size(20).text(signal, x(layer), BOTTOM + 38);
        pen.size(18).text("n_" + layer + " = " + units.get(layer), x(layer), BOTTOM + 64);
    }

    private void legend(Pen pen) {
        String out = "fan_out = " + fanOut() + ": weights of W_1 out of one input";
        String in = "fan_in = " + fanIn() + ": weights of W_1 into one unit";
        pen.size(20).color(Palette.VERMILLION).textFrom(out, 60, 22);
        pen.color(Palette.BLUE).textFrom(in, 60, 52);
        pen.width(3).line(20, 52, 52, 52);
        pen.color(Palette.VERMILLION).line(20, 22, 52, 22);
    }

    private static void join(Pen pen, Place from, Place to) {
        pen.line(from.x, from.y, to.x, to.y);
    }

    private static Place last(List<Place> places) {
        return places.get(places.size() - 1);
    }

    private double x(int layer) {
        return SIDE + (WIDTH - 2.0 * SIDE) * layer / (units.size() - 1);
    }

    /** Where the circles of a layer are: of a wide one there is a gap in the middle. */
    private List<Place> places(int layer) {
        int n = units.get(layer);
        int rows = Math.min(n, LARGEST);
        double step = Math.min(64, (BOTTOM - TOP) / (double) Math.max(1, rows - 1));
        double middle = (TOP + BOTTOM) / 2.0;
        return IntStream.range(0, rows)
                .filter(i -> n <= LARGEST || i != rows / 2)
                .mapToObj(i -> new Place(x(layer), middle + (i - (rows - 1) / 2.0) * step))
                .toList();
    }
}
