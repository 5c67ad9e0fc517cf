package xavierkit.prediction;

/** What becomes of two nearly equal inputs, and of the gradient, far down a network. */
public enum Phase {
    /** chi_1 below 1: inputs become alike and gradients vanish. */
    ORDERED,
    /** chi_1 = 1: neither, to first order. */
    CRITICAL,
    /** chi_1 above 1: inputs are torn apart and gradients explode. */
    CHAOTIC
}
