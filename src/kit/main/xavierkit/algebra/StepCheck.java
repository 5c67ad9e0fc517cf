package xavierkit.algebra;

import java.util.*;
import java.util.stream.*;

/**
 * A step tried on finite models in exact arithmetic: on all that satisfy what it needs, both sides must be equal; on
 * one that breaks a single need, they may differ. All sides are fractions, so "equal" means equal. Passing is strong
 * evidence, not a proof, because only finitely many models are tried; a failure is final, and so is a counterexample. The
 * models are those of {@code ModelFamily}: 4 distributions, 5 ways to make a family and more ways to tie it to others.
 *
 * @param step the step
 * @param tried how many models satisfied every need
 * @param failure a model that satisfies every need and on which the sides differ; empty if the step holds
 * @param counterexamples for each need, a model that breaks just that need and on which the sides differ; empty if the
 *     step holds even without it
 */
public record StepCheck(
        Step step, int tried, Optional<Model> failure, Map<Assumption, Optional<Model>> counterexamples) {

    /** A model that satisfies every need and on which the sides differ; the search ends with the first. */
    public static Optional<Model> failure(Step step) {
        return models(step)
                .filter(m -> holdAll(step.needs(), m) && differs(step, m))
                .findFirst();
    }

    /** Tries a step; one that is only approximate gets no counterexamples. */
    public static StepCheck of(Step step) {
        List<Model> all = models(step).toList();
        List<Model> fitting = all.stream().filter(m -> holdAll(step.needs(), m)).toList();
        Map<Assumption, Optional<Model>> counterexamples = new LinkedHashMap<>();
        for (Assumption need : step.rule().exact() ? step.needs() : List.<Assumption>of()) {
            List<Assumption> others = new ArrayList<>(step.needs());
            others.remove(need);
            counterexamples.put(
                    need,
                    all.stream()
                            .filter(m -> !need.holds(m) && holdAll(others, m) && differs(step, m))
                            .findFirst());
        }
        Optional<Model> failure = fitting.stream().filter(m -> differs(step, m)).findFirst();
        return new StepCheck(step, fitting.size(), failure, counterexamples);
    }

    /**
     * A model that satisfies {@code premises} but not {@code conclusion}: it shows that the one does not follow from
     * the other. Empty if none of the models tried does, which is no proof that it follows.
     *
     * @param defining rules that define further families, whose k-th member is their term with the index k
     * @throws IllegalArgumentException if no model tried satisfies the premises
     */
    public static Optional<Model> counterexample(Set<Assumption> premises, Assumption conclusion, Rule... defining) {
        Map<String, Term> definitions = new TreeMap<>();
        Set<String> bounds = new HashSet<>();
        List.of(defining).forEach(rule -> definitions.putAll(rule.definitions()));
        Map<String, Integer> families = new TreeMap<>();
        Stream.concat(premises.stream(), Stream.of(conclusion))
                .flatMap(assumption -> assumption.families().stream())
                .forEach(name -> families.put(name, 1));
        definitions.values().forEach(term -> {
            term.all(Atom.Kind.VARIABLE)
                    .forEach(v -> families.merge(v.name(), v.indices().size(), Math::max));
            bounds.addAll(term.bounds());
        });
        families.keySet().removeAll(definitions.keySet());
        Model empty = new Model(ModelFamily.symbols(Set.of(), bounds, ""), definitions);
        List<Model> fitting = ModelFamily.of(empty, families, families.keySet(), ModelFamily.FEW, premises)
                .toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("no model tried satisfies that " + premises);
        }
        return fitting.stream().filter(model -> !conclusion.holds(model)).findFirst();
    }

    /** Whether both sides were equal on every model that satisfies the needs, and there were some. */
    public boolean passed() {
        return tried > 0 && failure.isEmpty();
    }

    private static Stream<Model> models(Step step) {
        List<ModelFamily.Marginal> all = new ArrayList<>(ModelFamily.MARGINALS);
        for (Assumption need : step.needs()) {
            if (need instanceof Assumption.HasShape known) {
                all.add(known.shape().example());
            }
        }
        Stream<Model> even = models(step, all, "");
        return step.bounds().size() < 2
                ? even
                : Stream.concat(even, step.bounds().stream().flatMap(b -> models(step, ModelFamily.FEW, b)));
    }

    private static Stream<Model> models(Step step, List<ModelFamily.Marginal> marginals, String shortBound) {
        Model empty = new Model(
                ModelFamily.symbols(step.symbols(), step.bounds(), shortBound),
                step.rule().definitions());
        return ModelFamily.of(empty, step.families(), step.touched(), marginals, Set.of());
    }

    private static boolean holdAll(List<Assumption> needs, Model model) {
        return needs.stream().allMatch(need -> need.holds(model));
    }

    private static boolean differs(Step step, Model model) {
        return !model.value(step.before()).equals(model.value(step.after()));
    }

    /** The verdict, with a counterexample for every need. */
    @Override
    public String toString() {
        String verdict = tried == 0
                ? "not decided: no model tried satisfies its needs."
                : "both sides equal on all " + tried + " models that satisfy its needs.";
        String wrong = step.rule().exact() ? "WRONG" : "approximate, so not equal";
        StringBuilder text = new StringBuilder(step.rule().name()).append(": ");
        text.append(failure.map(m -> wrong + " on this model: " + m + sides(m)).orElse(verdict));
        counterexamples.forEach((need, model) -> text.append("\n  Without \"" + need + "\": ")
                .append(model.map(m -> m + sides(m)).orElse("it still holds on every model tried.")));
        return text.toString();
    }

    private String sides(Model m) {
        String symbols = step.symbols().stream()
                .map(name -> name + " = " + Notation.write(m.setting.symbols().get(name)))
                .collect(Collectors.joining(", ", " With ", ":"));
        return (step.symbols().isEmpty() ? "" : symbols) + side(step.before(), m) + ", but" + side(step.after(), m);
    }

    private static String side(Term term, Model m) {
        return "\n    " + term + " = " + Notation.write(m.value(term));
    }
}
