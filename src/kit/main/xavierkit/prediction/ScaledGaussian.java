package xavierkit.prediction;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import xavierkit.prediction.JacobianSpectrum.Cell;

/**
 * The singular values of a Gaussian matrix of m rows and n columns, m and n large, whose columns are
 * scaled: the variance of the entries is t / m in a column, with t of a given law. The Stieltjes transform M(x)
 * of the squared ones solves x = -1/M + r mean t / (1 + t M), r = n/m; Silverstein, Bai 1995.
 *
 * <p>With w = -1/M = a + ib this is x = w + r mean t + r mean t^2 / (w - t). For x to be real, b must solve r mean
 * t^2 / ((a - t)^2 + b^2) = 1, which falls with b: a curve above the line of a, along which x increases, with the
 * density Im(M) / pi = b / (pi (a^2 + b^2)); Biane 1997 for the semicircle. Where there is no such b,
 * there are no singular values.
 */
final class ScaledGaussian {

    /** Squares of less underflow; a singular value of 1e-70 is as good as 0. */
    private static final double TINY = 1e-140;

    private final double ratio;
    private final double shift;
    private final double positive;
    private final double[] t;
    private final double[] force; // r t^2 times its share: what pulls w off the line

    /** Of the values t, each with its share of the columns, and r. */
    ScaledGaussian(Map<Double, Double> shares, double ratio) {
        this.ratio = ratio;
        this.t = shares.keySet().stream()
                .mapToDouble(x -> x)
                .filter(x -> x > TINY)
                .sorted()
                .toArray();
        this.positive = 1 - shares.getOrDefault(0.0, 0.0);
        this.shift = ratio * DoubleStream.of(t).map(x -> x * shares.get(x)).sum();
        this.force = DoubleStream.of(t).map(x -> ratio * x * x * shares.get(x)).toArray();
    }

    /** The law of the min(m, n) singular values; of these, max(0, 1 - r P(t &gt; 0)) max(1, m/n) are 0. */
    List<Cell> cells() {
        double nonZero = t.length == 0 ? 0 : Math.min(1, ratio * positive) / Math.min(1, ratio);
        List<Cell> cells = new ArrayList<>();
        if (nonZero < 1) {
            cells.add(new Cell(0, 0, 1 - nonZero));
        }
        if (t.length > 0) {
            cells.addAll(continuous(nonZero));
        }
        return cells;
    }

    // a runs, from above, through equal steps of an angle, which resolves the square-root edges of
    // the
    // density. Next to 0 the curve can bend more finely: the last cell takes what the others leave.
    private List<Cell> continuous(double mass) {
        double reach = Math.sqrt(DoubleStream.of(force).sum());
        double low = Bisection.root(a -> pull(a, 0) - 1, -reach, t[0]);
        double high = Bisection.root(a -> 1 - pull(a, 0), t[t.length - 1], t[t.length - 1] + reach);
        DoubleUnaryOperator a =
                i -> (low + high) / 2 + (high - low) / 2 * Math.cos(Math.PI * i / JacobianSpectrum.CELLS);
        List<Cell> cells = new ArrayList<>();
        double left = mass;
        for (int i = 0; i < JacobianSpectrum.CELLS; i++) {
            Cell cell = cell(a.applyAsDouble(i + 1), a.applyAsDouble(i + 0.5), a.applyAsDouble(i));
            boolean last = i == JacobianSpectrum.CELLS - 1;
            cells.add(new Cell(cell.from(), cell.to(), last ? left : Math.min(left, cell.mass())));
            left -= cells.get(i).mass();
        }
        return cells;
    }

    private Cell cell(double left, double middle, double right) {
        double from = Math.max(0, square(left));
        double to = Math.max(from, square(right));
        double height = height(middle);
        double density = Math.sqrt(height) / (Math.PI * (middle * middle + height));
        // of m eigenvalues, of which only min(m, n) need not be 0
        return new Cell(Math.sqrt(from), Math.sqrt(to), density * (to - from) / Math.min(1, ratio));
    }

    // x, a squared singular value
    private double square(double a) {
        double height = height(a);
        double x = a + shift;
        for (int j = 0; j < t.length; j++) {
            double d = a - t[j];
            x += force[j] * d / (d * d + height);
        }
        return x;
    }

    // b^2: 1/pull is concave in it, so that Newton's steps from below stay below
    private double height(double a) {
        double height = IntStream.range(0, t.length)
                .mapToDouble(j -> force[j] - (a - t[j]) * (a - t[j]))
                .reduce(0, Math::max);
        for (double before = -1; height > before; ) {
            before = height;
            double pull = pull(a, height);
            height = Math.max(height, height + pull * (pull - 1) / slope(a, height));
        }
        return height;
    }

    private double pull(double a, double height) {
        double sum = 0;
        for (int j = 0; j < t.length; j++) {
            sum += force[j] / ((a - t[j]) * (a - t[j]) + height);
        }
        return sum;
    }

    private double slope(double a, double height) {
        double sum = 0;
        for (int j = 0; j < t.length; j++) {
            double d = (a - t[j]) * (a - t[j]) + height;
            sum += force[j] / (d * d);
        }
        return sum;
    }
}
