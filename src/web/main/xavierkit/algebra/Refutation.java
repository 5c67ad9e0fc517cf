package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.util.*;
import java.util.function.Predicate;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;

/**
 * Why a rule was refused: a finite distribution that satisfies all that is given, and everything else that the rule
 * needs, on which the two sides differ.
 *
 * @param step what was refused
 * @param model the distribution
 */
public record Refutation(Step step, Model model) {

    private static final int MOST_ROWS = 16;
    private static final int MOST_COLUMNS = 8;

    private static final ModelFamily.Marginal CENTRED = ModelFamily.MARGINALS.get(1);
    private static final ModelFamily.Marginal BESIDE = ModelFamily.Marginal.of("1 (2/3) or 7 (1/3)", 1, 1, 7);

    /** Looks for one; empty if no model tried is one, which is no proof that the rule may be applied. */
    public static Optional<Refutation> of(Attempt attempt, Assumptions given) {
        Step step = attempt.step();
        List<Assumption> premises = new ArrayList<>(attempt.needs());
        premises.remove(attempt.missing().get(0));
        given.given().stream().filter(about -> isModelled(about, step)).forEach(premises::add);
        Predicate<Model> possible = model -> premises.stream().allMatch(premise -> premise.mayHold(model));
        return Stream.concat(tied(step, premises), models(step, premises, possible))
                .filter(possible)
                .filter(model -> !model.value(step.before()).equals(model.value(step.after())))
                .map(model -> new Refutation(step, model))
                .findFirst();
    }

    // Families that the rule only passes by come last, independent of all others
    private static Stream<Model> models(Step step, List<Assumption> premises, Predicate<Model> possible) {
        SortedMap<String, Integer> families = new TreeMap<>(step.families());
        families.keySet().retainAll(step.touched());
        int most = families.size() < 2 ? ModelFamily.MARGINALS.size() : 3;
        List<ModelFamily.Marginal> marginals = ModelFamily.MARGINALS.subList(0, most);
        return ModelFamily.of(start(step), families, marginals, premises, possible)
                .flatMap(model -> completed(model, step, possible).stream());
    }

    private static Optional<Model> completed(Model model, Step step, Predicate<Model> possible) {
        Optional<Model> all = Optional.of(model);
        for (String name : step.families().keySet()) {
            int members = step.families().get(name) > 1 ? 4 : 2;
            if (!step.touched().contains(name)) {
                all = all.flatMap(m -> Stream.of(independent(BESIDE, members), independent(CENTRED, members), oneHot())
                        .map(way -> m.with(name, way))
                        .filter(possible)
                        .findFirst());
            }
        }
        return all;
    }

    private static Model start(Step step) {
        var symbols = ModelFamily.symbols(step.symbols(), step.bounds(), 2);
        return new Model(2, symbols, step.rule().definitions());
    }

    private static Model.Members independent(ModelFamily.Marginal marginal, int members) {
        var draws = marginal.law().draws(members);
        return new Model.Members(marginal.text() + ", independent members", others -> draws);
    }

    private static Model.Members oneHot() {
        List<BigFraction> first = List.of(BigFraction.ONE, BigFraction.ZERO);
        List<BigFraction> last = List.of(BigFraction.ZERO, BigFraction.ONE);
        var law = new Distribution<>(Map.of(first, BigFraction.of(1, 3), last, BigFraction.of(2, 3)));
        return new Model.Members("the first is 1 (1/3) or the second (2/3), the other 0", others -> law);
    }

    // For x_i that are independent of each other and have mean 0, the terms x_i y_i are correlated only where both x_i
    // together decide about the y_i
    private static Stream<Model> tied(Step step, List<Assumption> premises) {
        return step.families().keySet().stream()
                .filter(x -> step.families().size() == 2 && premises.contains(Assumption.zeroMean(x)))
                .filter(x -> premises.contains(new Assumption.MutuallyIndependent(x)))
                .flatMap(x -> {
                    Model start = start(step).with(x, independent(CENTRED, 2));
                    SortedSet<String> others = new TreeSet<>(step.families().keySet());
                    others.remove(x);
                    return Stream.of(product(x), larger(x)).map(members -> start.with(others.first(), members));
                });
    }

    private static Model.Members product(String x) {
        return new Model.Members("the product of both members of " + x + ", all equal", others -> {
            List<BigFraction> both = others.apply(x);
            return Distribution.certain(Collections.nCopies(2, both.get(0).multiply(both.get(1))));
        });
    }

    private static Model.Members larger(String x) {
        String text =
                "1 where that of " + x + " is the larger one, 0 where the smaller, by a fair coin if both are equal";
        return new Model.Members(text, others -> {
            int sign = others.apply(x).get(0).compareTo(others.apply(x).get(1));
            List<BigFraction> first = List.of(BigFraction.ONE, BigFraction.ZERO);
            List<BigFraction> last = List.of(BigFraction.ZERO, BigFraction.ONE);
            return sign == 0
                    ? new Distribution<>(Map.of(first, BigFraction.of(1, 2), last, BigFraction.of(1, 2)))
                    : Distribution.certain(sign > 0 ? first : last);
        });
    }

    // A sum that is not in the step has no bound there
    private static boolean isModelled(Assumption about, Step step) {
        Set<String> known = new HashSet<>(step.symbols());
        known.addAll(Model.SYMBOLS.keySet());
        return about.terms().stream()
                .allMatch(term -> known.containsAll(term.names(SYMBOL))
                        && step.bounds().containsAll(term.bounds())
                        && Model.knowsFunctions(term));
    }

    /** Lines of fields with tabs between them: what the first word names. */
    public String lines() {
        List<String> lines = new ArrayList<>();
        lines.add("made\t" + model);
        step.symbols()
                .forEach(name -> lines.add("symbol\t" + name + "\t"
                        + Notation.write(model.setting.symbols().get(name))));
        table(lines);
        Set<Term> parts = Stream.of(step.before(), step.after())
                .flatMap(Term::atoms)
                .filter(atom -> atom.kind().compareTo(MEAN) >= 0)
                .map(Term::of)
                .collect(Collectors.toCollection(LinkedHashSet::new)); // TeaVM's distinct() forgets between flat maps
        parts.removeAll(List.of(step.before(), step.after()));
        parts.forEach(part -> lines.add("part\t" + valued(part)));
        lines.add("left\t" + valued(step.before()));
        lines.add("right\t" + valued(step.after()));
        return String.join("\n", lines);
    }

    private String valued(Term term) {
        return term + "\t" + Notation.write(model.value(term));
    }

    private void table(List<String> lines) {
        Map<String, List<BigFraction>> columns = new LinkedHashMap<>();
        step.families().keySet().forEach(name -> members(name, columns));
        step.before().allAtoms().stream()
                .filter(atom -> atom.kind().compareTo(MEAN) >= 0)
                .flatMap(atom -> atom.parts().stream())
                .filter(term -> term.isRandom() && term.freeIndices().isEmpty())
                .forEach(term -> columns.putIfAbsent(term.toString(), model.values(term, Map.of())));
        List<String> names = columns.keySet().stream().limit(MOST_COLUMNS).toList();
        lines.add("columns\tprobability\t" + String.join("\t", names));
        Map<List<BigFraction>, BigFraction> law =
                model.law(names.stream().map(columns::get).toList()).probabilities();
        List<List<BigFraction>> rows =
                law.keySet().stream().sorted(Refutation::compare).toList();
        rows.stream()
                .limit(MOST_ROWS)
                .forEach(row -> lines.add("row\t" + Notation.write(law.get(row)) + "\t"
                        + row.stream().map(Notation::write).collect(Collectors.joining("\t"))));
        if (rows.size() > MOST_ROWS) {
            lines.add("more\t" + (rows.size() - MOST_ROWS));
        }
    }

    // The members that the step speaks of: all of a family with an index, otherwise a typical one
    private void members(String family, Map<String, List<BigFraction>> columns) {
        List<List<BigFraction>> all = model.members(family);
        if (step.families().get(family) == 0) {
            columns.put(family, all.get(0));
            return;
        }
        int n = model.setting.members();
        for (int j = 0; j < all.size(); j++) {
            columns.put(family + "_" + (all.size() > n ? "" + (j % n + 1) + (j / n + 1) : "" + (j + 1)), all.get(j));
        }
    }

    private static int compare(List<BigFraction> one, List<BigFraction> other) {
        return IntStream.range(0, one.size())
                .map(i -> one.get(i).compareTo(other.get(i)))
                .filter(sign -> sign != 0)
                .findFirst()
                .orElse(0);
    }
}
