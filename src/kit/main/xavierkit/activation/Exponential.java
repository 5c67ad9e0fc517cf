package xavierkit.activation;

/**
 * e^y and e^y - 1 for y at most 0, without a branch; below -746 both are what they are there, 0 and -1.
 *
 * <p>y = 2 j ln 2 + r with an integer j and r between -ln 2 and ln 2, so that e^y = 2^j (2^j e^r). Two powers of two
 * instead of one reach down to the smallest numbers, where a single 4^j would be 0 too early. 2 ln 2 is subtracted in
 * two parts, the first so short that its product with j is exact; e^r - 1 is a polynomial of degree 14. Both are wrong
 * by at most 1.5 ulp. They are made of + - * and bit operations only: the same bits on every machine.
 *
 * <p>Why many short loops: the JIT compiler turns a loop without branches over the same index of every array into
 * vector instructions, but on JDK 17 not one that reinterprets the bits of a double, which gets a loop of its own.
 */
final class Exponential {

    private static final double LOWEST = -746;

    /** Added to a number below 2^51, leaves the nearest integer in its last bits. */
    private static final double ROUNDER = 0x1.8p52;

    private static final double TURNS = 1 / (2 * 0x1.62e42fefa39efp-1);
    private static final double LN4_HIGH = 0x1.62e42fefa38p0;
    private static final double LN4_LOW = 0x1.ef35793c7673p-44;

    private Exponential() {}

    /** e^y. */
    static double exp(double y) {
        return exp(y, power(turns(y)));
    }

    /** e^y - 1; -0.0 gives 0.0. */
    static double expm1(double y) {
        return expm1(y, power(turns(y)));
    }

    /** Replaces the first {@code count} numbers y by e^y or e^y - 1; power is room for what that needs. */
    static void replace(double[] y, int count, double[] power, boolean minusOne) {
        for (int i = 0; i < count; i++) {
            power[i] = turns(y[i]);
        }
        for (int i = 0; i < count; i++) {
            power[i] = power(power[i]);
        }
        for (int i = 0; i < count && !minusOne; i++) {
            y[i] = exp(y[i], power[i]);
        }
        for (int i = 0; i < count && minusOne; i++) {
            y[i] = expm1(y[i], power[i]);
        }
    }

    /** j, in the last bits. */
    private static double turns(double y) {
        return Math.max(y, LOWEST) * TURNS + ROUNDER;
    }

    /** 2^j: the exponent of a double has the bias 1023 and stands left of 52 bits. */
    private static double power(double turns) {
        return Double.longBitsToDouble((Double.doubleToRawLongBits(turns) + 1023) << 52);
    }

    private static double exp(double y, double power) {
        return power * (power * (1 + expm1OfRest(y)));
    }

    private static double expm1(double y, double power) {
        double fourToTheJ = power * power;
        return fourToTheJ * expm1OfRest(y) + (fourToTheJ - 1);
    }

    /** e^r - 1 = r + r^2 q(r), q of degree 12 through the Chebyshev nodes of |r| up to 1.0002 ln 2, from 100 digits. */
    private static double expm1OfRest(double y) {
        double j = turns(y) - ROUNDER;
        double r = (Math.max(y, LOWEST) - j * LN4_HIGH) - j * LN4_LOW;
        double q = (1.1545640683213653e-11 * r + 1.6178923071634547e-10) * r + 2.0876306553967653e-9;
        q = ((q * r + 2.505138731608888e-8) * r + 2.755732052360801e-7) * r + 2.7557321304589246e-6;
        q = ((q * r + 2.4801587299764907e-5) * r + 1.9841269838352223e-4) * r + 1.3888888888889984e-3;
        q = ((q * r + 8.333333333335087e-3) * r + 4.1666666666666664e-2) * r + 0.16666666666666663;
        return r + r * r * (q * r + 0.5);
    }
}
