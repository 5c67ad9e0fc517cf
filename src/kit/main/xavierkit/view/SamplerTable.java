package xavierkit.view;

import java.util.*;
import java.util.stream.Stream;
import tech.tablesaw.api.*;
import xavierkit.check.*;
import xavierkit.init.VarianceScaling;
import xavierkit.matrix.Require;

/** What several frameworks draw under the same names, held against the library's rules. */
public final class SamplerTable {

    private SamplerTable() {}

    /**
     * A row for each rule and a column for each framework: Var(W) for 60 units on 60 inputs as a multiple of the rule's,
     * with a {@code !} if {@link Diagnosis} fails the sampler; empty where the framework has nothing of that name.
     *
     * @param rules by name, in the order of the rows
     * @param frameworks by name, in the order of the columns: samplers by the names of the rules
     * @param seed as for {@link Diagnosis#of(WeightSampler, VarianceScaling, long)}
     */
    public static Table of(
            String title,
            Map<String, VarianceScaling> rules,
            Map<String, Map<String, WeightSampler>> frameworks,
            long seed) {
        Require.given("the rules", rules);
        Table table = Table.create(title, StringColumn.create("name", rules.keySet().stream()));
        Require.given("the frameworks", frameworks).forEach((framework, samplers) -> {
            Stream<String> cells = rules.keySet().stream().map(name -> cell(samplers.get(name), rules.get(name), seed));
            table.addColumns(StringColumn.create(framework, cells));
        });
        return table;
    }

    /** How many cells have a {@code !}. */
    public static long failures(Table table) {
        Stream<?> cells = table.columns().stream().flatMap(column -> column.asList().stream());
        return cells.filter(cell -> cell.toString().endsWith("!")).count();
    }

    private static String cell(WeightSampler sampler, VarianceScaling rule, long seed) {
        if (sampler == null) {
            return "";
        }
        Diagnosis diagnosis = Diagnosis.of(sampler, rule, seed);
        if (diagnosis.measured().isEmpty()) {
            return "!";
        }
        var square = diagnosis.measured().get(diagnosis.measured().size() - 1);
        double ratio = square.secondMoment() / rule.variance(square.fan());
        return String.format(Locale.ROOT, "%.2f%s", ratio, diagnosis.passed() ? "" : " !");
    }
}
