package xavierkit.web;

import java.util.*;
import java.util.stream.*;

/** What became of signal and gradient, in sentences. */
record Verdict(Setting setting, NumberRows rows) {

    /** A mean square that changes by less than this factor is kept. */
    private static final double KEPT = 10;

    /** One that changes by more is gone, or has exploded. */
    private static final double LOST = 1000;

    /** The share of dead units that is worth a word. */
    private static final double DEAD = 0.5;

    @Override
    public String toString() {
        return Stream.of(forward(), backward(), saturation(), dead())
                .filter(said -> !said.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private String forward() {
        double[] s = rows.get("s");
        double[] theory = rows.get("theory-s");
        int last = s.length - 1;
        String where = last == 0
                ? "E[s²] is %s in its only layer".formatted(Chart.text(s[0]))
                : "E[s²] goes from %s in layer 1 to %s in layer %d"
                        .formatted(Chart.text(s[0]), Chart.text(s[last]), s.length);
        return "The signal %s: %s (theory: %s).".formatted(fate(s[last] / s[0]), where, Chart.text(theory[last]));
    }

    private String backward() {
        double[] g = rows.get("g");
        String form =
                "The gradient %s on its way back: E[(dC/dz)²] goes from %s at the output to %s at the input (theory: %s).";
        double last = g[g.length - 1];
        return form.formatted(
                fate(g[0] / last), Chart.text(last), Chart.text(g[0]), Chart.text(rows.first("theory-g")));
    }

    private static String fate(double factor) {
        if (!(factor > 1 / LOST)) {
            return "vanishes";
        }
        return factor >= LOST ? "explodes" : factor < 1 / KEPT ? "fades" : factor > KEPT ? "grows" : "is kept";
    }

    private String saturation() {
        return worst(
                "saturated", rows.first("saturation-limit"), "%s of the pre-activations of layer %d are saturated.");
    }

    private String dead() {
        return worst("dead", DEAD, "%s of the units of layer %d are dead: no sample of the batch moves them.");
    }

    private String worst(String row, double limit, String form) {
        double[] shares = rows.get(row);
        int worst = IntStream.range(0, shares.length).reduce(0, (a, b) -> shares[b] > shares[a] ? b : a);
        return shares[worst] > limit ? form.formatted(percent(shares[worst]), worst + 1) : "";
    }

    private static String percent(double share) {
        return Math.round(100 * share) + " %";
    }
}
