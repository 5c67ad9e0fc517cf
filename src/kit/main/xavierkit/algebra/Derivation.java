package xavierkit.algebra;

import java.util.*;
import java.util.function.Function;
import java.util.stream.*;

/**
 * A chain of equal terms, each made from the one before by a named rule. Derivations do not change: {@link #apply}
 * returns a longer one. What is given at the start may be used in every step; {@link #assumptions} says what was used.
 *
 * @param start the first term
 * @param given what is taken for granted
 * @param steps the steps, in order; each starts where the one before ended
 */
public record Derivation(Term start, Assumptions given, List<Step> steps) {

    /**
     * Validates.
     *
     * @throws IllegalArgumentException if the steps do not join up, use what is not given, or define a variable twice,
     *     by itself, or against what is given about it
     */
    public Derivation {
        steps = List.copyOf(steps);
        Term at = start;
        Map<String, Term> defined = new HashMap<>();
        for (Step step : steps) {
            if (!step.before().equals(at) || !given.given().containsAll(step.used())) {
                throw new IllegalArgumentException("a step must go on from " + at + ", got " + step);
            }
            at = step.after();
            step.rule().definitions().forEach((variable, term) -> {
                if (!term.equals(defined.getOrDefault(variable, term)) || reaches(term, variable, defined)) {
                    throw new IllegalArgumentException(
                            variable + " must be defined once and not by itself, got " + term);
                }
                defined.put(variable, term);
            });
        }
        given.fit(defined);
    }

    private static boolean reaches(Term from, String variable, Map<String, Term> definitions) {
        return from.names(Atom.Kind.VARIABLE).stream()
                .anyMatch(name -> name.equals(variable)
                        || definitions.containsKey(name) && reaches(definitions.get(name), variable, definitions));
    }

    /** An empty derivation. */
    public static Derivation of(Term start, Assumption... given) {
        return new Derivation(start, Assumptions.of(given), List.of());
    }

    /**
     * One step more.
     *
     * @throws IllegalArgumentException if the rule does not apply, see {@link Step#of}
     */
    public Derivation apply(Rule rule) {
        Stream<Step> more = Stream.of(Step.of(result(), rule, given));
        return new Derivation(start, given, Stream.concat(steps.stream(), more).toList());
    }

    /** The derivation with one step more as text, or why the rule does not apply. */
    public String attempt(Rule rule) {
        try {
            return apply(rule).toString();
        } catch (IllegalArgumentException refusal) {
            return refusal.getMessage();
        }
    }

    /** The last term. */
    public Term result() {
        return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
    }

    /** Tries every step on finite models: one verdict for each, see {@link StepCheck}. */
    public List<StepCheck> check() {
        return steps.stream().map(StepCheck::of).toList();
    }

    /** Whether the result is {@code goal}, in a sentence. */
    public String reaches(Term goal) {
        return result().isSameAs(goal)
                ? "Reached " + goal + " in " + steps.size() + " steps."
                : "Not there yet: the result is " + result() + ", wanted is " + goal + ".";
    }

    /** The assumptions that the steps really used. */
    public Set<Assumption> assumptions() {
        return steps.stream()
                .flatMap(step -> step.used().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /**
     * Preserve and solve: the value of {@code unknown} for which the result equals {@code preserved}. Var(s) = fan_in
     * Var(w) Var(z) is Var(z) for Var(w) = 1 / fan_in.
     *
     * @throws IllegalArgumentException unless the result is a constant times {@code unknown}
     */
    public Term preserve(Term preserved, Term unknown) {
        Term factor = unknown.atoms().findAny().isEmpty() ? Term.ZERO : result().over(unknown);
        boolean alone = unknown.atoms()
                .noneMatch(atom ->
                        factor.allAtoms().contains(atom) || preserved.allAtoms().contains(atom));
        if (factor.equals(Term.ZERO) || !alone) {
            throw new IllegalArgumentException("to solve for " + unknown
                    + " the result must be a factor times it, and nothing else may contain it, got "
                    + result() + " = " + preserved);
        }
        return preserved.over(factor);
    }

    /**
     * What was derived, as a rule that later derivations may use: it rewrites the start into the result and needs what
     * the steps used.
     *
     * @throws IllegalArgumentException unless the start is a single mean or variance
     */
    public Rule asRule(String name) {
        Atom left = start.root(1)
                .filter(atom -> atom.kind() == Atom.Kind.MEAN || atom.kind() == Atom.Kind.VARIANCE)
                .orElseThrow(() -> new IllegalArgumentException(
                        "only what is derived about a single mean or variance can be a rule, got " + start));
        Rule.Application application = new Rule.Application(result(), List.copyOf(assumptions()));
        Map<String, Term> definitions = new HashMap<>();
        steps.forEach(step -> definitions.putAll(step.rule().definitions()));
        return new Rule(
                name,
                "Derived in " + steps.size() + " steps.",
                start.toString(),
                steps.stream().allMatch(step -> step.rule().exact()),
                definitions,
                atom -> Optional.of(application).filter(a -> atom.equals(left)));
    }

    /** LaTeX: aligned equations, the rule's name beside each line; without dollar signs. */
    public String latex() {
        String lines = written(" &= ", " &\\approx ", Term::latex, " && \\text{", "} \\\\\n");
        return "\\begin{aligned}\n" + lines + "\\end{aligned}";
    }

    /** One line for each step, the rule's name at its end. */
    @Override
    public String toString() {
        return written("\n  = ", "\n  ~ ", Term::toString, "   (", ")");
    }

    private String written(String equal, String close, Function<Term, String> text, String before, String behind) {
        return text.apply(start)
                + steps.stream()
                        .map(step -> (step.rule().exact() ? equal : close)
                                + text.apply(step.after())
                                + before
                                + step.rule().name()
                                + behind)
                        .collect(Collectors.joining());
    }
}
