package xavierkit.view;

import java.util.*;
import java.util.function.Function;
import tech.tablesaw.api.*;
import xavierkit.activation.Activation;
import xavierkit.matrix.Require;
import xavierkit.prediction.*;

/** Gains of activations side by side. */
public final class GainTable {

    private GainTable() {}

    /**
     * For each activation PyTorch's gain, or "none", and the exact gain, with which a wide layer keeps q = 1; then what such
     * a layer does at q = 1: the slope of its length map and chi, the factor for the squared gradient.
     *
     * @param activations at least 1
     */
    public static Table of(Activation... activations) {
        List<Activation> phis = Require.all("the activations", Arrays.asList(activations));
        Require.that(!phis.isEmpty(), "a table of gains needs at least 1 activation, got 0");
        return Table.create(
                "Gains",
                StringColumn.create("activation", phis.stream().map(Activation::name)),
                column("PyTorch's gain", phis, Gains::pytorch),
                column("exact gain", phis, phi -> OptionalDouble.of(Gains.exact(phi))),
                column(
                        "slope",
                        phis,
                        phi -> OptionalDouble.of(LengthMap.exact(phi).slope(1))),
                column(
                        "chi",
                        phis,
                        phi -> OptionalDouble.of(LengthMap.exact(phi).chi(1))));
    }

    private static StringColumn column(
            String name, List<Activation> phis, Function<Activation, OptionalDouble> number) {
        return StringColumn.create(name, phis.stream().map(number).map(GainTable::text));
    }

    private static String text(OptionalDouble number) {
        return number.isPresent() ? String.format(Locale.ROOT, "%.4f", number.getAsDouble()) : "none";
    }
}
