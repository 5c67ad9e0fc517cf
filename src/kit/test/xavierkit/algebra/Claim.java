package xavierkit.algebra;

import java.util.*;

/** Rules that somebody could claim, for tests: true or not. */
public final class Claim {

    private Claim() {}

    /** The step from one term to the other under just what it needs; it rewrites the first atom of {@code before}. */
    public static Step step(Term before, Term after, Assumption... needs) {
        return Step.of(before, rule(before, after, needs), Assumptions.of(needs));
    }

    /** The rule of that step: what stands beside the atom is divided off. */
    static Rule rule(Term before, Term after, Assumption... needs) {
        Atom atom = before.atoms().findFirst().orElseThrow();
        Rule.Application application = new Rule.Application(after.over(before.over(Term.of(atom))), List.of(needs));
        return new Rule(
                "claim",
                "",
                "",
                true,
                Map.of(),
                found -> Optional.of(application).filter(a -> found.equals(atom)));
    }
}
