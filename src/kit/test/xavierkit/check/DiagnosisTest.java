package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.check.Learner.each;
import static xavierkit.check.Learner.normal;
import static xavierkit.check.Learner.ofVariance;
import static xavierkit.check.Learner.variance;

import java.util.Collections;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CancellationException;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

class DiagnosisTest {

    private static final List<VarianceScaling> RULES = Learner.RULES;
    private static final VarianceScaling GLOROT = VarianceScaling.glorotNormal();
    private static final List<Fan> FANS = List.of(Fan.dense(40, 160), Fan.dense(160, 40), Fan.dense(60, 60));

    /** Tries of each sampler; {@code -Ddiagnosis.seeds=40} for a longer run. */
    private static final int SEEDS = Integer.getInteger("diagnosis.seeds", 5);

    private static Map<List<Mistake>, Long> answers(Learner learner) {
        return IntStream.range(0, SEEDS)
                .parallel()
                .mapToObj(seed -> Diagnosis.of(learner.sampler(), learner.rule(), seed))
                .peek(d -> assertEquals(d.passed(), d.toString().startsWith("PASS")))
                .collect(Collectors.groupingBy(Diagnosis::mistakes, Collectors.counting()));
    }

    private static Diagnosis diagnose(WeightSampler sampler) {
        return Diagnosis.of(sampler, GLOROT, 1);
    }

    // the right name is missed with probability 1/16,000 each time, 0.06 for all 1,000 times
    @ParameterizedTest
    @MethodSource("xavierkit.check.WrongSamplers#all")
    void everyMistakeIsNamed(Learner learner) {
        assertEquals(Map.of(learner.mistakes(), (long) SEEDS), answers(learner));
    }

    @Test
    void everyMistakeIsTriedWithEveryRule() {
        Map<Mistake, Set<VarianceScaling>> tried = WrongSamplers.all()
                .collect(Collectors.groupingBy(
                        l -> l.mistakes().get(0), Collectors.mapping(Learner::rule, Collectors.toSet())));
        Set<Mistake> missing = EnumSet.allOf(Mistake.class);
        missing.removeAll(tried.keySet());
        assertEquals(Set.of(Mistake.WRONG_DISTRIBUTION), missing);
        tried.values().forEach(rules -> assertTrue(rules.size() >= 2));
    }

    // each fails with probability 1/16,000: 0.02 for all 300; how often they do is tried below
    @ParameterizedTest
    @MethodSource("xavierkit.check.RightSamplers#all")
    void everyRightSamplerPasses(Learner learner) {
        assertEquals(Map.of(List.of(), (long) SEEDS), answers(learner));
        assertTrue(Diagnosis.of(learner.sampler(), learner.rule(), 1).passed());
    }

    // at a nominal rate of 10 %: 108 of 1,080, with a standard deviation of 9.9, 5 allowed; without the two-valued
    // weights, whose E[W^2] has no error at all
    @Test
    void theFalseAlarmRateIsTheStatedOne() {
        List<Learner> learners = RightSamplers.all()
                .filter(l -> !l.name().startsWith("Rademacher"))
                .toList();
        int runs = 4 * SEEDS * learners.size();
        long alarms = IntStream.range(0, runs)
                .parallel()
                .filter(seed -> {
                    Learner l = learners.get(seed % learners.size());
                    SplittableRandom seeds = new SplittableRandom(seed);
                    List<WeightMoments> moments = FANS.stream()
                            .map(fan -> WeightDraws.of(l.sampler(), fan, seeds).moments())
                            .toList();
                    return !WeightEvidence.of(l.rule(), moments, 0.1).diagnose().passed();
                })
                .count();
        assertEquals(0.1 * runs, alarms, 5 * Math.sqrt(0.1 * 0.9 * runs));
    }

    // normal weights of 4 % too much or too little variance pass with probability 1/16,000 at most
    @ParameterizedTest
    @ValueSource(doubles = {1.04, 0.96})
    void fourPerCentAreFound(double factor) {
        WeightSampler sampler =
                ofVariance(GLOROT, (in, out) -> factor * variance(GLOROT).of(in, out));
        for (int seed = 0; seed < 5 * SEEDS; seed++) {
            Diagnosis diagnosis = Diagnosis.of(sampler, GLOROT, seed);
            assertFalse(diagnosis.passed());
            assertEquals(List.of(), diagnosis.mistakes());
        }
    }

    @ParameterizedTest
    @MethodSource("xavierkit.check.NonsenseSamplers#all")
    void nonsenseIsNotGivenAName(Learner learner) {
        for (int seed = 0; seed < SEEDS; seed++) {
            Diagnosis diagnosis = Diagnosis.of(learner.sampler(), learner.rule(), seed);
            assertFalse(diagnosis.passed(), diagnosis::toString);
            assertEquals(List.of(), diagnosis.mistakes());
            assertTrue(diagnosis.toString().startsWith("UNKNOWN: "));
        }
    }

    // further apart than both could be off together, 2 x 4.4 errors of 0.8 %
    @ParameterizedTest
    @FieldSource("RULES")
    void noTwoMistakesPredictTheSame(VarianceScaling rule) {
        for (Mistake mistake : Mistake.values()) {
            for (Hypothesis a : made(mistake, rule)) {
                assertTrue(distance(a, Hypothesis.times(1), rule) > 0.2, mistake::toString);
                for (Mistake other : EnumSet.complementOf(EnumSet.of(mistake))) {
                    for (Hypothesis b : made(other, rule)) {
                        assertTrue(distance(a, b, rule) > 0.2 || cannotMeet(a, b), mistake + " and " + other);
                    }
                }
            }
        }
    }

    private static List<Hypothesis> made(Mistake mistake, VarianceScaling rule) {
        return mistake.hypotheses().filter(h -> h.rules().test(rule)).toList();
    }

    private static boolean cannotMeet(Hypothesis a, Hypothesis b) {
        return !a.distributions().isEmpty()
                && !b.distributions().isEmpty()
                && Collections.disjoint(a.distributions(), b.distributions());
    }

    private static double distance(Hypothesis a, Hypothesis b, VarianceScaling rule) {
        return FANS.stream()
                .mapToDouble(fan -> Math.abs(Math.log(
                        a.variance().applyAsDouble(rule, fan) / b.variance().applyAsDouble(rule, fan))))
                .max()
                .orElseThrow();
    }

    @Test
    void whatTheFansCannotTellApartIsAllNamed() {
        WeightSampler heOnGlorot = ofVariance(GLOROT, (in, out) -> 2 / in);
        Diagnosis square = Diagnosis.of(heOnGlorot, GLOROT, 1, List.of(Fan.dense(100, 100)));
        assertEquals(List.of(Mistake.FAN_IN_ONLY, Mistake.FAN_OUT_ONLY, Mistake.TWO_TOO_MANY), square.mistakes());
        assertTrue(square.toString().contains(" Or: "), square::toString);
        assertEquals(Mistake.FAN_IN_ONLY, diagnose(heOnGlorot).mistakes().get(0));
    }

    @Test
    void theDistributionCountsOnlyOnDemand() {
        WeightSampler normal = ofVariance(GLOROT, variance(GLOROT));
        Diagnosis asUniform = Diagnosis.of(normal, VarianceScaling.glorotUniform(), 1);
        assertTrue(asUniform.passed());
        assertTrue(asUniform.evidence().endsWith("not 1.80: another distribution of the same variance."));
        assertEquals(
                Mistake.WRONG_DISTRIBUTION,
                asUniform.demandDistribution().mistakes().get(0));
        assertTrue(diagnose(normal).demandDistribution().passed());
        Diagnosis wrong = diagnose(ofVariance(GLOROT, (in, out) -> 1 / in));
        assertEquals(wrong, wrong.demandDistribution());
    }

    @Test
    void theAnswerTeaches() {
        String bound =
                diagnose(each((in, out) -> normal(Math.sqrt(6 / (in + out))))).toString();
        assertTrue(
                bound.startsWith("FAIL: The bound of a uniform is used as standard deviation. "
                        + "Var U(-a, a) = a^2/3, so a is sqrt(3) standard deviations, and Var(W) is 3 times too "
                        + "large. Var(W) is "),
                bound);
        assertTrue(
                bound.matches(".*Var\\(W\\) is (3\\.|2\\.9)\\d+ \\+/- 0.02 \\(40x160\\), .* times the rule's\\..*"),
                bound);
        String he = Diagnosis.of(ofVariance(GLOROT, variance(GLOROT)), VarianceScaling.heNormal(), 1)
                .toString();
        assertTrue(he.contains(" That is the variance of Glorot's rule, 2/(fan_in + fan_out)."), he);
        assertEquals(
                "FAIL: The matrix is transposed. A sample is a row and s = z W, so W has fan_in rows and "
                        + "fan_out columns. With fan_in 40 and fan_out 160 the matrix was 160x40.",
                diagnose((in, out, random) -> new DMatrixRMaj(out, in)).toString());
    }

    @Test
    void whatASamplerThrowsIsQuoted() {
        assertEquals(
                "FAIL: The sampler throws an exception. It must return weights for any fans. With fan_in "
                        + "160 and fan_out 40: java.lang.IllegalStateException: too wide",
                diagnose((in, out, random) -> {
                            if (in > out) {
                                throw new IllegalStateException("too wide");
                            }
                            return new DMatrixRMaj(in, out);
                        })
                        .toString());
        WeightSampler endless = new WeightSampler() {
            @Override
            public DMatrixRMaj weights(int fanIn, int fanOut, RandomGenerator random) {
                return weights(fanIn, fanOut, random);
            }
        };
        assertEquals(Mistake.EXCEPTION, diagnose(endless).mistakes().get(0));
    }

    @Test
    void aSamplerMayFillTheSameMatrixAgain() {
        Map<Integer, DMatrixRMaj> kept = new HashMap<>();
        assertTrue(diagnose((in, out, random) -> Learner.fill(
                        kept.computeIfAbsent(in, rows -> new DMatrixRMaj(rows, out)),
                        normal(Math.sqrt(2.0 / (in + out))),
                        random))
                .passed());
    }

    @Test
    void theSeedDecides() {
        WeightSampler sampler = ofVariance(GLOROT, variance(GLOROT));
        assertEquals(Diagnosis.of(sampler, GLOROT, 7), Diagnosis.of(sampler, GLOROT, 7));
    }

    @Test
    void anInterruptStops() {
        Thread.currentThread().interrupt();
        assertThrows(CancellationException.class, () -> diagnose(ofVariance(GLOROT, variance(GLOROT))));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void whatIsMissingIsNamed() {
        WeightSampler sampler = ofVariance(GLOROT, variance(GLOROT));
        assertEquals(
                "the sampler must be given",
                assertThrows(NullPointerException.class, () -> diagnose(null)).getMessage());
        assertEquals(
                "the rule must be given",
                assertThrows(NullPointerException.class, () -> Diagnosis.of(sampler, null, 1))
                        .getMessage());
        // a sampler cannot know that its 16 units see 3 x 3 inputs each
        assertEquals(
                "fans must be those of dense layers, got Fan[inputs=3, outputs=16, receptiveField=9]",
                assertThrows(
                                IllegalArgumentException.class,
                                () -> Diagnosis.of(sampler, GLOROT, 1, List.of(Fan.convolution(3, 16, 3, 3))))
                        .getMessage());
        assertEquals(
                "fans must be at least 1 pair, got 0",
                assertThrows(IllegalArgumentException.class, () -> Diagnosis.of(sampler, GLOROT, 1, List.of()))
                        .getMessage());
    }
}
