package xavierkit.marks;

import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;

/** What becomes of a small departure from a fixed point of the length map, layer by layer. */
enum Fate {
    /** |V'| &lt; 1. */
    COMES_BACK("comes back"),
    /** |V'| = 1. */
    STAYS("stays"),
    /** |V'| &gt; 1. */
    RUNS_AWAY("runs away");

    /** Closer to 1 than tables of an activation can tell. */
    private static final double ONE = 1e-3;

    static final String ALL =
            Arrays.stream(values()).map(fate -> '"' + fate.toString() + '"').collect(Collectors.joining(" or "));

    private final String words;

    Fate(String words) {
        this.words = words;
    }

    static Fate of(double slope) {
        double distance = Math.abs(slope) - 1;
        return Math.abs(distance) <= ONE ? STAYS : distance < 0 ? COMES_BACK : RUNS_AWAY;
    }

    /** Whether an answer means this one; capitals, spaces around it and full stops do not matter. */
    boolean isMeantBy(String answer) {
        return String.valueOf(answer)
                .strip()
                .replaceAll("\\.$", "")
                .toLowerCase(Locale.ROOT)
                .equals(words);
    }

    @Override
    public String toString() {
        return words;
    }
}
