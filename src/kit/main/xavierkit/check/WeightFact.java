package xavierkit.check;

import static xavierkit.check.WeightDraws.values;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * A mistake that shows in the weights themselves, whatever the rule.
 *
 * @param seen whether it shows in draws that make none of the mistakes before it
 */
record WeightFact(Mistake mistake, Predicate<WeightDraws> seen) {

    /**
     * So many standard errors of {@link WeightDraws#dependence} are a sure sign: its distribution is skewed, but
     * learners' mistakes give hundreds.
     */
    private static final double DEPENDENCE = 10;

    private static final List<WeightFact> IN_ORDER = List.of(
            new WeightFact(
                    Mistake.TRANSPOSED,
                    d -> d.fan().in() != d.fan().out()
                            && d.haveShape(d.fan().out(), d.fan().in())),
            new WeightFact(
                    Mistake.WRONG_SHAPE, d -> !d.haveShape(d.fan().in(), d.fan().out())),
            new WeightFact(Mistake.NOT_FINITE, d -> d.any(w -> !values(w).allMatch(Double::isFinite))),
            new WeightFact(Mistake.ALL_ZERO, d -> d.all(w -> values(w).allMatch(x -> x == 0))),
            new WeightFact(Mistake.CONSTANT, d -> d.all(w -> values(w).allMatch(x -> x == w.get(0)))),
            new WeightFact(Mistake.FIXED_SEED, WeightDraws::areOne),
            new WeightFact(Mistake.OWN_RANDOMNESS, d -> !d.areRepeatable()),
            new WeightFact(Mistake.NOT_FILLED, d -> d.all(WeightDraws::hasGap)),
            new WeightFact(Mistake.DEPENDENT, d -> d.dependence() > DEPENDENCE));

    /** The first that shows in any of the draws. */
    static Optional<WeightFact> firstIn(List<WeightDraws> draws) {
        return IN_ORDER.stream()
                .filter(fact -> draws.stream().anyMatch(fact.seen))
                .findFirst();
    }

    /** Where it shows. */
    String evidenceIn(List<WeightDraws> draws) {
        WeightDraws first = draws.stream().filter(seen).findFirst().orElseThrow();
        return "With "
                + WeightEvidence.describe(first.fan())
                + " the matrix was "
                + WeightEvidence.shape(first.draws().get(0))
                + ".";
    }
}
