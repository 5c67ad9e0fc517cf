package xavierkit.derivation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.algebra.Term.mean;
import static xavierkit.algebra.Term.number;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Independent;
import xavierkit.algebra.Assumption.MutuallyIndependent;
import xavierkit.algebra.Assumptions;
import xavierkit.algebra.Atom;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Shape;
import xavierkit.algebra.Step;
import xavierkit.algebra.StepCheck;
import xavierkit.algebra.Term;

class DerivationsTest {

    private static final Term IN = symbol("fan_in");
    private static final Term OUT = symbol("fan_out");

    private static Term var(String name) {
        return variance(variable(name));
    }

    private static Term layers(int... layers) {
        return IntStream.of(layers).mapToObj(l -> symbol("n" + l)).reduce(number(1), Term::times);
    }

    private static Term weights(int... layers) {
        return IntStream.of(layers).mapToObj(l -> var("w" + l)).reduce(number(1), Term::times);
    }

    static Stream<Arguments> derivations() {
        Term z = variable("z");
        Term half = number(1).over(number(2));
        Term leaky = half.times(number(1).plus(symbol("a").power(2)));
        return Stream.of(
                Arguments.of(Derivations.forward(), IN.times(var("w")).times(var("z"))),
                Arguments.of(Derivations.backward(), OUT.times(var("w")).times(var("d"))),
                Arguments.of(Derivations.bias(), var("s").plus(var("b"))),
                Arguments.of(Derivations.residual(), var("x").plus(var("f"))),
                Arguments.of(Derivations.relu(), half.times(var("s"))),
                Arguments.of(Derivations.leakyRelu(), leaky.times(var("s"))),
                Arguments.of(Derivations.dropout(), mean(z.power(2)).over(symbol("p"))),
                Arguments.of(
                        Derivations.convolution(),
                        symbol("c_in").times(symbol("r")).times(var("w")).times(var("z"))),
                Arguments.of(
                        Derivations.convolutionBackward(),
                        symbol("c_out").times(symbol("r")).times(var("w")).times(var("d"))),
                Arguments.of(Derivations.he(), half.times(IN).times(var("w")).times(var("s"))),
                Arguments.of(
                        Derivations.forwardDepth(3),
                        layers(0, 1, 2).times(weights(1, 2, 3)).times(var("z0"))),
                Arguments.of(
                        Derivations.varianceOf(Shape.UNIFORM),
                        symbol("bound").power(2).over(number(3))),
                Arguments.of(Derivations.varianceOf(Shape.NORMAL), symbol("v")),
                Arguments.of(
                        Derivations.varianceOf(Shape.TRUNCATED_NORMAL),
                        symbol("v")
                                .minus(number(2)
                                        .times(symbol("v"))
                                        .times(symbol("bound"))
                                        .times(symbol("f")))),
                Arguments.of(Derivations.kurtosisOf(Shape.UNIFORM), number(9).over(number(5))),
                Arguments.of(Derivations.kurtosisOf(Shape.NORMAL), number(3)),
                Arguments.of(Derivations.oneHot(), var("w")),
                Arguments.of(
                        Derivations.scaledDotProduct(),
                        symbol("c")
                                .power(2)
                                .times(symbol("d_k"))
                                .times(var("q"))
                                .times(var("k"))));
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void everyDerivationReachesTheTextbookResult(Derivation derivation, Term result) {
        assertEquals(result, derivation.result(), derivation::toString);
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void everyStepIsExactAndEveryNeedIsNeeded(Derivation derivation, Term result) {
        for (Step step : derivation.steps()) {
            StepCheck check = StepCheck.of(step);
            assertTrue(check.passed(), check::toString);
            check.counterexamples().forEach((need, model) -> assertTrue(model.isPresent(), need + " in " + step));
        }
    }

    @ParameterizedTest
    @MethodSource("derivations")
    void everyGivenAssumptionIsUsed(Derivation derivation, Term result) {
        assertEquals(derivation.given().given(), derivation.assumptions());
    }

    // Wrong factors, signs, powers and dropped terms: whatever a rule's result is replaced by, some model must tell the
    // difference. The number is that of the steps which the replacement changes: 2 * 0 is still 0.
    static Stream<Arguments> mutations() {
        return Stream.of(
                mutation(52, t -> t.times(number(2))),
                mutation(52, t -> t.over(number(3))),
                mutation(68, t -> t.plus(number(1))),
                mutation(51, t -> t.times(number(-1))),
                mutation(51, t -> t.power(2)),
                mutation(50, t -> Term.ZERO));
    }

    private static Arguments mutation(int judged, UnaryOperator<Term> mutation) {
        return Arguments.of(judged, mutation);
    }

    @ParameterizedTest
    @MethodSource("mutations")
    void aMutatedRuleIsCaughtInEveryStep(int judged, UnaryOperator<Term> mutation) {
        long caught = derivations()
                .map(arguments -> (Derivation) arguments.get()[0])
                .flatMap(derivation -> derivation.steps().stream()
                        .filter(step -> step.rule().definitions().isEmpty()
                                || !step.needs().isEmpty()) // a definition claims nothing
                        .filter(step -> isCaught(step, mutant(step.rule(), mutation), derivation)))
                .count();
        assertEquals(judged, caught);
    }

    private static Rule mutant(Rule rule, UnaryOperator<Term> mutation) {
        return new Rule(
                "mutant of " + rule.name(),
                rule.reason(),
                rule.pattern(),
                rule.exact(),
                rule.definitions(),
                atom -> rule.match().apply(atom).map(a -> new Rule.Application(mutation.apply(a.result()), a.needs())));
    }

    // False if the mutant makes the same of the step, nothing or a division by 0; a mutant that is not caught fails
    private static boolean isCaught(Step step, Rule mutant, Derivation derivation) {
        Step wrong;
        try {
            wrong = Step.of(step.before(), mutant, derivation.given());
        } catch (IllegalArgumentException nothingChanged) {
            assertTrue(nothingChanged.getMessage().contains("rewrites"));
            return false;
        } catch (ArithmeticException dividedByZero) {
            assertTrue(dividedByZero.getMessage().contains("must not be divided by 0"));
            return false;
        }
        if (wrong.after().equals(step.after())) {
            return false;
        }
        assertTrue(StepCheck.failure(wrong).isPresent(), wrong::toString);
        return true;
    }

    @Test
    void swappedFansAreCaught() {
        Derivation forward = Derivations.forward();
        Rule swapped = new Rule(
                "swapped fans",
                "",
                "",
                true,
                Map.of(),
                atom -> atom.equals(IN.atoms().findFirst().orElseThrow())
                        ? java.util.Optional.of(new Rule.Application(OUT, java.util.List.of()))
                        : java.util.Optional.empty());
        Step wrong = Step.of(forward.result(), swapped, Assumptions.of());
        assertFalse(StepCheck.of(wrong).passed());
    }

    @Test
    void preservingTheVarianceSolvesForTheWeights() {
        Derivation forward = Derivations.forward();
        assertEquals(number(1).over(IN), forward.preserve(var("z"), var("w")));
        assertEquals(number(1).over(OUT), Derivations.backward().preserve(var("d"), var("w")));
        Term perPair = var("q").times(var("k"));
        assertEquals(
                number(1).over(symbol("d_k")),
                Derivations.scaledDotProduct().preserve(perPair, symbol("c").power(2)));
        var error = assertThrows(
                IllegalArgumentException.class, () -> Derivations.bias().preserve(var("s"), var("b")));
        assertTrue(error.getMessage().startsWith("to solve for Var(b)"), error.getMessage());
    }

    @Test
    void anotherRouteReachesTheSameResult() {
        Derivation forward = Derivations.forward();
        Derivation other = new Derivation(
                        forward.start(), forward.given(), forward.steps().subList(0, 3))
                .apply(Rule.VARIANCE)
                .apply(Rule.INDEPENDENT_PRODUCT)
                .apply(Rule.zeroMean("w"))
                .apply(Rule.SECOND_MOMENT)
                .apply(Rule.zeroMean("w"))
                .apply(Rule.zeroMean("z"));
        assertEquals(forward.result(), other.result());
    }

    @Test
    void aRefusalSaysWhatIsMissing() {
        Derivation start = Derivation.of(var("s"), Assumption.zeroMean("w"), new Independent("w", "z"))
                .apply(Derivations.PRE_ACTIVATION);
        var error = assertThrows(IllegalArgumentException.class, () -> start.apply(Rule.BIENAYME));
        assertEquals(
                "the rule \"Bienaymé\" needs that the terms w_i z_i are pairwise uncorrelated, but given is"
                        + " w has mean 0; w and z are independent. It would follow if also the w_i are"
                        + " independent of each other. It would follow if also z has mean 0 and the z_i are"
                        + " independent of each other.",
                error.getMessage());
        var nothing = assertThrows(IllegalArgumentException.class, () -> start.apply(Rule.indicator("m")));
        assertEquals(
                "the rule \"indicator m\" rewrites the mean of the square of m, but met"
                        + " Var(sum(i=1..fan_in) w_i z_i)",
                nothing.getMessage());
    }

    @Test
    void whatEntailsAnAssumptionReallyDoes() {
        Derivation forward = Derivations.forward();
        Step bienayme = forward.steps().get(1);
        Set<Assumption> behind = bienayme.used();
        assertEquals(Set.of(Assumption.zeroMean("w"), new MutuallyIndependent("w"), new Independent("w", "z")), behind);
        assertTrue(follows(behind, bienayme.needs().get(0)));
        assertFalse(follows(
                Set.of(new MutuallyIndependent("w"), new Independent("w", "z")),
                bienayme.needs().get(0)));
        assertTrue(follows(
                Set.of(new Identical(Set.of("w")), new Identical(Set.of("z")), new Independent("w", "z")),
                new Identical(Set.of("w", "z"))));
    }

    // What the derivation of a deep network takes for granted about z1, the output of a layer,
    // follows from
    // what is known about the weights w and the input x of that layer and the weights v of the next.
    @Test
    void aLayerHandsOnWhatTheNextOneNeeds() {
        Rule layer = Rule.definition(
                "layer", "z", Term.sum("i", IN, variable("w", "i", "k").times(variable("x", "i"))));
        Assumption apart = new Independent("v", "w", "x");
        Assumption random = new MutuallyIndependent("w");
        Assumption identical = new Identical(Set.of("w"));
        Assumption centred = Assumption.zeroMean("w");
        assertTrue(follows(Set.of(apart), new Independent("v", "z"), layer));
        assertTrue(follows(Set.of(random, identical, apart), new Identical(Set.of("z")), layer));
        assertTrue(follows(Set.of(centred, apart), Assumption.zeroMean("z"), layer));
        assertFalse(follows(Set.of(new Independent("v", "w")), new Independent("v", "z"), layer));
        assertFalse(follows(Set.of(new Independent("v", "x")), new Independent("v", "z"), layer));
        assertFalse(follows(Set.of(random, apart), new Identical(Set.of("z")), layer));
        assertFalse(follows(Set.of(random, identical), new Identical(Set.of("z")), layer));
        assertFalse(follows(Set.of(apart), Assumption.zeroMean("z"), layer));
        assertFalse(follows(Set.of(centred), Assumption.zeroMean("z"), layer));
    }

    private static boolean follows(Set<Assumption> premises, Assumption conclusion, Rule... defining) {
        return StepCheck.counterexample(premises, conclusion, defining).isEmpty();
    }

    @Test
    void whatDoesNotFollowHasACounterexample() {
        Assumption ab = new Independent("a", "b");
        Assumption bc = new Independent("b", "c");
        Assumption ac = new Independent("a", "c");
        assertFalse(follows(Set.of(ab, bc), ac));
        assertFalse(follows(Set.of(ab, bc, ac), new Independent("a", "b", "c")));
        assertFalse(follows(
                Set.of(new Identical(Set.of("a")), new Identical(Set.of("b"))), new Identical(Set.of("a", "b"))));
        assertFalse(follows(
                Set.of(new Assumption.UncorrelatedTerms("i", variable("a", "i"))), new MutuallyIndependent("a")));
        assertTrue(follows(Set.of(new Assumption.Symmetric("a")), Assumption.zeroMean("a")));
        assertThrows(
                IllegalArgumentException.class, () -> follows(Set.of(new Assumption.SumIs("a", IN, number(77))), ab));
    }

    private static Rule wrong(Function<Atom, Optional<Term>> match) {
        return new Rule(
                "wrong",
                "",
                "",
                true,
                Map.of(),
                atom -> match.apply(atom).map(result -> new Rule.Application(result, List.of())));
    }

    @Test
    void wrongRulesWithoutNeedsAreCaught() {
        Term w = variable("w", "i", "k").times(variable("z", "k"));
        Rule split = wrong(atom -> atom.equals(mean(w).atoms().findFirst().orElseThrow())
                ? Optional.of(mean(variable("w", "i", "k")).times(mean(variable("z", "k"))))
                : Optional.empty());
        assertFails(mean(w), split);
        Rule meanInside = wrong(atom ->
                Optional.of(atom).filter(v -> v.is(Atom.Kind.VARIABLE, "x")).map(v -> mean(variable("x"))));
        assertFails(mean(variable("x").times(variable("y"))), meanInside);
        Term xi = mean(variable("x", "i"));
        Term difference = Term.sum("i", IN, xi).minus(Term.sum("i", OUT, xi));
        Rule swappedBounds = wrong(atom -> Optional.of(atom)
                .filter(sum -> sum.kind() == Atom.Kind.SUM)
                .map(sum -> (sum.parts().get(0).equals(IN) ? OUT : IN).times(mean(variable("x")))));
        assertFails(difference, swappedBounds);
    }

    private static void assertFails(Term start, Rule rule) {
        Step step = Step.of(start, rule, Assumptions.of());
        assertTrue(StepCheck.failure(step).isPresent(), step::toString);
    }

    @Test
    void definitionsAreMadeOnceAndNotInACircle() {
        Rule z = Rule.definition("a", "z", variable("u"));
        Rule circle = Rule.definition("b", "u", variable("z").plus(number(1)));
        Rule other = Rule.definition("c", "z", variable("y"));
        Derivation start =
                Derivation.of(mean(variable("z").plus(variable("v")))).apply(z);
        assertThrows(IllegalArgumentException.class, () -> start.apply(circle));
        Rule again = Rule.definition("d", "v", variable("z"));
        assertThrows(IllegalArgumentException.class, () -> start.apply(again).apply(other));
    }

    @Test
    void aDerivedRuleAboutDefinedVariablesCanBeChecked() {
        Derivation he = Derivations.he();
        Derivation inOneStep = Derivation.of(he.start(), he.given().given().toArray(Assumption[]::new))
                .apply(he.asRule("He"));
        assertTrue(inOneStep.check().get(0).passed());
    }

    @Test
    void aProductOverLayersThatIsOffByOneIsCaught() {
        Rule layer = Derivations.forward().asRule("layer");
        Term claimed = Derivations.forward().result();
        for (Term wrong : List.of(claimed.times(IN).times(var("w")), claimed.over(IN), var("z"))) {
            Rule mutant = new Rule(
                    "off by one",
                    "",
                    "",
                    true,
                    layer.definitions(),
                    atom -> layer.match().apply(atom).map(a -> new Rule.Application(wrong, a.needs())));
            Step step = Step.of(var("s"), mutant, Derivations.forward().given());
            assertTrue(StepCheck.failure(step).isPresent(), wrong::toString);
        }
    }

    @Test
    void onlyAMeanOrAVarianceBecomesARule() {
        assertThrows(
                IllegalArgumentException.class,
                () -> Derivation.of(variable("s")).asRule("nothing"));
    }

    @Test
    void theLinearRegimeIsMarkedAsApproximate() {
        Derivation derivation =
                Derivation.of(variance(Term.apply("phi", variable("s")))).apply(Rule.LINEAR_REGIME);
        assertEquals(var("s"), derivation.result());
        assertTrue(derivation.toString().contains(" ~ "));
        assertTrue(derivation.latex().contains("\\approx"));
        assertFalse(StepCheck.of(derivation.steps().get(0)).passed());
    }

    @Test
    void theCompromisesAreWhatTheyClaim() {
        Term one = number(1);
        Term v = Compromise.equalErrors();
        Term above = Compromise.forwardFactor(v).minus(one);
        Term below = one.minus(Compromise.backwardFactor(v));
        assertTrue(above.isSameAs(below));
        Term harmonic = number(2).over(IN.plus(OUT));
        assertTrue(v.isSameAs(harmonic));
        Term w = Compromise.leastSquares();
        Term slope = IN.times(Compromise.forwardFactor(w).minus(one))
                .plus(OUT.times(Compromise.backwardFactor(w).minus(one)));
        assertTrue(slope.isSameAs(Term.ZERO));
    }

    @Test
    void rulesAreRefusedWhereTheyWouldBeWrong() {
        Term xi = variable("X", "i");
        Term n = symbol("n");
        Assumption[] given = {new MutuallyIndependent("X"), new Identical(Set.of("X"))};
        Term whole = variance(Term.sum("i", n, xi));
        assertRefused(Derivation.of(whole, given), Rule.IDENTICAL);
        Term sharing = Term.apply("relu", variable("X").plus(xi));
        assertRefused(Derivation.of(variance(Term.sum("i", n, sharing)), given), Rule.BIENAYME);
        assertRefused(Derivation.of(variance(Term.sum("i", n, variable("s", "i")))), Derivations.PRE_ACTIVATION);
        assertThrows(
                IllegalArgumentException.class,
                () -> Rule.definition("loop", "s", variable("s").plus(number(1))));
        assertThrows(IllegalArgumentException.class, () -> Rule.meanOf("X", variable("Y")));
    }

    private static void assertRefused(Derivation derivation, Rule rule) {
        assertThrows(IllegalArgumentException.class, () -> derivation.apply(rule), rule::name);
    }

    @Test
    void uncorrelatedIsTheSameBothWays() {
        Term x = variable("x");
        Term y = variable("y");
        assertEquals(new Assumption.Uncorrelated(x, y), new Assumption.Uncorrelated(y, x));
    }

    @Test
    void aStepThatNoModelFitsIsNotDecided() {
        Assumption total = new Assumption.SumIs("X", IN, number(77));
        Term means = Term.sum("i", IN, mean(variable("X", "i")));
        Step step = Step.of(means, Rule.sumIs("X", IN, number(77)), Assumptions.of(total));
        StepCheck check = StepCheck.of(step);
        assertFalse(check.passed());
        assertTrue(check.toString().contains("not decided"), check::toString);
    }
}
