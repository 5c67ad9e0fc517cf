package xavierkit.activation;

/**
 * ln(1 + e^s) = max(s, 0) + ln(1 + e), e = e^-|s|. With w = 2e / (2 + e), ln(1 + e) = 2 artanh(w / 2)
 * = w + w a(w^2 / 4), where artanh(v) = v + v a(v^2). Largest error: 3.5 ulp.
 */
final class Softplus {

    static final BulkFunction VALUE = new BulkFunction(Softplus::value, Softplus::value);

    private Softplus() {}

    private static double value(double s) {
        return value(s, Exponential.exp(Logistic.exponent(s)));
    }

    private static void value(Block block) {
        Logistic.exponentials(block);
        double[] s = block.x;
        double[] e = block.y;
        for (int i = 0; i < block.size(); i++) {
            s[i] = value(s[i], e[i]);
        }
    }

    private static double value(double s, double e) {
        double w = 2 * e / (2 + e);
        return Math.max(s, 0) + (w + w * rest(w * w / 4));
    }

    // (artanh(v) / v - 1) / u, u = v^2, is of degree 10 through the Chebyshev nodes of 0 <= u <=
    // 0.1112
    private static double rest(double u) {
        double q = (0.0781911746712089 * u + 0.037440533573059306) * u + 0.05423040174813795;
        q = ((q * u + 0.05867083931047705) * u + 0.06667593442767027) * u + 0.07692271793624882;
        q = ((q * u + 0.09090909954214577) * u + 0.11111111099035531) * u + 0.1428571428580071;
        return ((q * u + 0.1999999999999976) * u + 0.3333333333333333) * u;
    }
}
