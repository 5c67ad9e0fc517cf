package xavierkit.algebra;

import java.util.*;
import java.util.function.Predicate;
import java.util.stream.*;

/**
 * A step tried on finite models in exact arithmetic: on all that satisfy what it needs, both sides must be equal; on
 * one that breaks a single need, they may differ. All sides are fractions, so "equal" means equal. Passing is strong
 * evidence, not a proof, because only finitely many models are tried; a failure is final, and so is a counterexample. The
 * models are those of {@code ModelFamily}: up to 6 distributions of 2 or 3 values, 5 ways to make a family and more ways to
 * tie it to others, sums of 1 to 3 terms. A step about two families takes a second, one about four less than a minute.
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
        return ModelFamily.of(step, model -> broken(step.needs(), model).isEmpty())
                .filter(model -> differs(step, model))
                .findFirst();
    }

    /** Tries a step; one that is only approximate gets no counterexamples. */
    public static StepCheck of(Step step) {
        Set<Assumption> open = new HashSet<>(step.rule().exact() ? step.needs() : List.of());
        Map<Assumption, Optional<Model>> counterexamples = new LinkedHashMap<>();
        step.needs().stream().filter(open::contains).forEach(need -> counterexamples.put(need, Optional.empty()));
        Predicate<Model> possible = model -> {
            List<Assumption> broken = broken(step.needs(), model);
            return broken.isEmpty() || broken.size() == 1 && open.contains(broken.get(0));
        };
        List<Model> fitting = new ArrayList<>();
        ModelFamily.of(step, possible).forEach(model -> {
            List<Assumption> broken = open.isEmpty() ? List.of() : broken(step.needs(), model);
            if (broken.isEmpty()) {
                fitting.add(model);
            } else if (differs(step, model)) {
                counterexamples.put(broken.get(0), Optional.of(model));
                open.removeAll(broken);
            }
        });
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
        List.of(defining).forEach(rule -> definitions.putAll(rule.definitions()));
        List<Assumption> all = new ArrayList<>(premises);
        all.add(conclusion);
        List<Model> fitting = ModelFamily.of(premises, all, definitions, false).toList();
        if (fitting.isEmpty()) {
            throw new IllegalArgumentException("no model tried satisfies that " + premises);
        }
        return fitting.stream().filter(model -> !conclusion.holds(model)).findFirst();
    }

    /** Whether both sides were equal on every model that satisfies the needs, and there were some. */
    public boolean passed() {
        return tried > 0 && failure.isEmpty();
    }

    private static List<Assumption> broken(List<Assumption> needs, Model model) {
        return needs.stream().filter(need -> !need.mayHold(model)).toList();
    }

    private static boolean differs(Step step, Model model) {
        Set<String> free = step.before().freeIndices();
        free.addAll(step.after().freeIndices());
        return model.settings(free)
                .anyMatch(at -> !model.value(step.before(), at).equals(model.value(step.after(), at)));
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
