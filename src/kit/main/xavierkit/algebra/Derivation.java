package xavierkit.algebra;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A chain of equal terms, each made from the one before by a named rule.
 *
 * @param start the first term
 * @param given what is taken for granted
 * @param steps the steps, in order; each starts where the one before ended
 */
public record Derivation(Term start, Assumptions given, List<Step> steps) {

    /** Validates that the steps join up and use nothing that is not given. */
    public Derivation {
        steps = List.copyOf(steps);
        Term at = start;
        for (Step step : steps) {
            if (!step.before().equals(at) || !given.given().containsAll(step.used())) {
                throw new IllegalArgumentException("a step must go on from " + at + ", got " + step);
            }
            at = step.after();
        }
        Map<String, Term> defined = new HashMap<>();
        for (Step step : steps) {
            step.rule().definitions().forEach((variable, term) -> {
                Term before = defined.putIfAbsent(variable, term);
                boolean circular = reaches(term, variable, defined);
                if (circular || before != null && !before.equals(term)) {
                    throw new IllegalArgumentException(
                            variable + " must be defined once and not by itself, got " + term);
                }
            });
        }
    }

    private static boolean reaches(Term from, String variable, Map<String, Term> definitions) {
        return from.variables().stream()
                .map(Atom.Variable::name)
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
        List<Step> more = new ArrayList<>(steps);
        more.add(Step.of(result(), rule, given));
        return new Derivation(start, given, more);
    }

    /** The last term. */
    public Term result() {
        return steps.isEmpty() ? start : steps.get(steps.size() - 1).after();
    }

    /** Tries every step on finite models: one verdict a step, see {@link StepCheck}. */
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
        Set<Assumption> used = new LinkedHashSet<>();
        steps.forEach(step -> used.addAll(step.used()));
        return used;
    }

    /** The definitions that its rules introduced: variable to term. */
    public Map<String, Term> definitions() {
        Map<String, Term> all = new HashMap<>();
        steps.forEach(step -> all.putAll(step.rule().definitions()));
        return all;
    }

    /**
     * Preserve and solve: the value of {@code unknown} for which the result equals {@code preserved}.
     *
     * @throws IllegalArgumentException unless the result is a constant times {@code unknown}
     */
    public Term preserve(Term preserved, Term unknown) {
        Set<Atom> atoms = unknown.allAtoms();
        Term factor = atoms.isEmpty() ? Term.ZERO : result().over(unknown);
        if (factor.equals(Term.ZERO)
                || !Collections.disjoint(factor.allAtoms(), unknown.atoms().toList())
                || !Collections.disjoint(preserved.allAtoms(), unknown.atoms().toList())) {
            throw new IllegalArgumentException("to solve for " + unknown
                    + " the result must be a factor times it, and nothing else may contain it, got "
                    + result() + " = " + preserved);
        }
        return preserved.over(factor);
    }

    /**
     * What was derived, as a rule that later derivations may use: it rewrites the start into the result and
     * needs what the steps used.
     *
     * @throws IllegalArgumentException unless the start is a single mean or variance
     */
    public Rule asRule(String name) {
        Atom left = Rule.single(start)
                .filter(atom -> atom instanceof Atom.Mean || atom instanceof Atom.Variance)
                .orElseThrow(() -> new IllegalArgumentException(
                        "only what is derived about a single mean or variance can be a rule, got " + start));
        Rule.Application application = new Rule.Application(result(), List.copyOf(assumptions()));
        return new Rule(
                name,
                "Derived in " + steps.size() + " steps.",
                start.toString(),
                steps.stream().allMatch(step -> step.rule().exact()),
                definitions(),
                atom -> atom.equals(left) ? Optional.of(application) : Optional.empty());
    }

    /** LaTeX: aligned equations, the rule's name beside each line; without dollar signs. */
    public String latex() {
        StringBuilder text = new StringBuilder("\\begin{aligned}\n" + start.latex());
        for (Step step : steps) {
            text.append(step.rule().exact() ? " &= " : " &\\approx ")
                    .append(step.after().latex());
            text.append(" && \\text{").append(step.rule().name()).append("} \\\\\n");
        }
        return text.append("\\end{aligned}").toString();
    }

    /** One line a step, the rule's name at its end. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(start.toString());
        for (Step step : steps) {
            text.append(step.rule().exact() ? "\n  = " : "\n  ~ ").append(step.after());
            text.append("   (").append(step.rule().name()).append(")");
        }
        return text.toString();
    }
}
