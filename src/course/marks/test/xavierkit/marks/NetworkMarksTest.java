package xavierkit.marks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import xavierkit.check.Mistake;
import xavierkit.check.SignalCheck;
import xavierkit.grader.*;
import xavierkit.init.Fan;
import xavierkit.init.FanMode;
import xavierkit.init.VarianceScaling;
import xavierkit.marks.Formula.Law;
import xavierkit.marks.NetworkMarks.Key;
import xavierkit.matrix.Moments;
import xavierkit.prediction.SignalPrediction;

class NetworkMarksTest {

    private static final double[][] FANS = {{100, 200}, {300, 150}};

    @Test
    void everyNetworkHasOneMistakeThatEarnsAllAndAtMostOneThatEarnsHalf() {
        for (MeasuredNetwork network : List.of(MeasuredNetwork.a(), MeasuredNetwork.b(), MeasuredNetwork.c())) {
            Set<Mistake> wrong = EnumSet.allOf(Mistake.class);
            wrong.remove(Key.of(network).mistake());
            wrong.remove(Key.of(network).near());
            assertTrue(wrong.size() >= Mistake.values().length - 2);
            wrong.forEach(
                    m -> assertEquals(0, NetworkMarks.mistake(network, m, 1).points()));
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a | FANS_EXCHANGED | 1 | is right",
                "a | FAN_OUT_ONLY | 0.5 | cannot be made in the rule that was meant",
                "a | FANS_AVERAGED | 0 | Var(W) 1.33 times the rule's in layer 4. There it is 2.00 times",
                "a | TWO_LEFT_OUT | 0 | Var(W) 0.500 times the rule's in layer",
                "a | FANS_ADDED | 0 | compare E[s^2] / (fan_in E[z^2]) with the rule",
                "a | FIXED_SEED | 0 | it gives no such variance. Every call returns the same weights",
                "a | OTHER_RULE | 0 | True of every wrong variance",
                "b | SD_AS_BOUND | 1 | is right",
                "b | HALF_THE_INTERVAL | 0 | Var(W) 0.250 times the rule's in layer 1. There it is 0.333",
                "b | VARIANCE_AS_BOUND | 0 | times the rule's in layer",
                "b | FANS_ADDED | 0 | Var(W) 0.500 times the rule's in layer 1. There it is 0.333",
                "b | BOUND_AS_SD | 0 | it gives no such variance",
                "b | FAN_IN_ONLY | 0 | Var(W) 1.50 times the rule's",
                "c | BOUND_AS_SD | 1 | is right",
                "c | BOUND_OF_3_SD | 0.5 | cannot be made in the rule that was meant",
                "c | TWO_TOO_MANY | 0 | Var(W) 2.00 times the rule's in layer 7. There it is 3.00",
                "c | VARIANCE_AS_SD | 0 | in layer 7. There it is 3.00 times",
                "c | FANS_ADDED | 0 | in layer 7. There it is 3.00 times",
                "c | NON_ZERO_MEAN | 0 | it gives no such variance",
            })
    void mistakesAreHeldAgainstWhatWasMeasured(String name, Mistake answer, double points, String reason) {
        MeasuredNetwork network =
                name.equals("a") ? MeasuredNetwork.a() : name.equals("b") ? MeasuredNetwork.b() : MeasuredNetwork.c();
        assertMark(points, reason, NetworkMarks.mistake(network, answer, 1));
    }

    // the tables must show what the marks say: seeds fixed, false alarms 1/16,000 each
    @Test
    void networksHaveTheMistakeThatTheyAreSaidToHave() {
        for (MeasuredNetwork network :
                List.of(MeasuredNetwork.a(), MeasuredNetwork.b(), MeasuredNetwork.c(), MeasuredNetwork.d())) {
            VarianceScaling meant = network.meant();
            SignalCheck check = SignalCheck.forward(network.network(), network.signals(), meant, 0);
            assertEquals(network.name().equals("D"), check.passed());
            assertEquals(network.widths().size(), network.toString().lines().count());
        }
        SignalCheck exchanged = SignalCheck.forward(
                MeasuredNetwork.a().network(),
                MeasuredNetwork.a().signals(),
                VarianceScaling.heNormal().withMode(FanMode.FAN_OUT),
                0);
        assertTrue(exchanged.passed());
    }

    /** The variances in a {@link MeasuredNetwork} are numbers; here they are held against the mistakes in the key. */
    @Test
    void theWeightsAreThoseOfTheMistakes() {
        for (MeasuredNetwork network : List.of(MeasuredNetwork.a(), MeasuredNetwork.b(), MeasuredNetwork.c())) {
            Key key = Key.of(network);
            for (int l = 1; l < network.widths().size(); l++) {
                Fan fan =
                        Fan.dense(network.widths().get(l - 1), network.widths().get(l));
                double variance = key.layer() == 0 || key.layer() == l
                        ? key.mistake().variances(network.meant(), fan).get(0)
                        : network.meant().variance(fan);
                double measured = Moments.of(
                                network.network().layers().get(l - 1).weights())
                        .secondMoment();
                // 4 standard errors of a normal's: sqrt(2 / 12,800) at most
                assertEquals(1, measured / variance, 0.05, network.name() + l);
            }
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "7 | 1 | 3.02 times what the rule says. No other",
                "8 | 0 | 0.989 times what the rule says. That is chance",
                "6 | 0 | That is chance",
                "9 | 0 | A layer also hands on what others have done",
                "0 | 0 | counted from 1 to 12, got 0",
                "13 | 0 | counted from 1 to 12, got 13",
            })
    void theFaultyLayerIsTheOneWithTheFactor(int answer, double points, String reason) {
        assertMark(points, reason, NetworkMarks.layer(MeasuredNetwork.c(), answer, 1));
    }

    static Stream<Law> rightForward() {
        VarianceScaling rule = VarianceScaling.heNormal().withMode(FanMode.FAN_OUT);
        return Stream.of(
                x -> x[0] / x[1],
                x -> x[0] * (2 / x[1]) * 0.5,
                x -> x[0] * rule.variance(Fan.dense((int) x[0], (int) x[1])) / 2);
    }

    // layer 2 of a network has these fans, layer 1 is square
    private static SignalPrediction theory(double... fans) {
        List<Integer> widths = List.of((int) fans[0], (int) fans[0], (int) fans[1]);
        VarianceScaling rule = VarianceScaling.heNormal().withMode(FanMode.FAN_OUT);
        return SignalPrediction.of(widths, MeasuredNetwork.a().activation(), rule, 0, 1, 1);
    }

    @ParameterizedTest
    @MethodSource("rightForward")
    void forwardFactorsPassByAnyWay(Law factor) {
        assertEquals(1, Formula.key("forward factor of A").mark(factor, 1, FANS).points());
    }

    @Test
    void theFactorsAreThoseOfTheTheory() {
        Law forward = x -> theory(x).preActivation(2) / theory(x).preActivation(1);
        assertEquals(
                1, Formula.key("forward factor of A").mark(forward, 1, FANS).points());
        Law backward = x -> theory(x).activationGradient(1) / theory(x).activationGradient(2);
        assertEquals(
                1, Formula.key("backward factor of A").mark(backward, 1, FANS).points());
        Law written = x -> x[1] * 2.0 / x[1] * 0.5;
        assertEquals(
                1, Formula.key("backward factor of A").mark(written, 1, FANS).points());
        assertEquals(
                1, Formula.key("backward factor of A").mark(x -> 1, 1, FANS).points());
    }

    static Stream<Arguments> wrongForward() {
        return Stream.of(
                wrong(x -> 1, "as it was meant"),
                wrong(x -> x[1] / x[0], "upside down"),
                wrong(x -> 2 * x[0] / x[1], "only half of E[s^2]"),
                wrong(x -> x[0] / x[1] / 2, "The 2 of He's rule"),
                wrong(x -> 2 / x[1], "This is Var(W)."),
                wrong(x -> (int) x[0] / (int) x[1], "divides integers"),
                wrong(x -> 5, "you said 5.000, it is 0.5000"));
    }

    static Stream<Arguments> wrongBackward() {
        return Stream.of(
                wrong(x -> 2, "E[phi'^2] = 1/2"),
                wrong(x -> 0.5, "The 2 of He's rule"),
                wrong(x -> x[1] / x[0], "as it was meant"),
                wrong(x -> x[0] / x[1], "the factor of the signal"),
                wrong(x -> 2 * x[1] / x[0], "without the slope of ReLU"),
                wrong(x -> x[1] * (2 / (int) x[1]) / 2, "divides integers"));
    }

    private static Arguments wrong(Law law, String reason) {
        return Arguments.of(law, reason);
    }

    @ParameterizedTest
    @MethodSource("wrongForward")
    void wrongForwardFactorsAreNamed(Law factor, String reason) {
        assertMark(0, reason, Formula.key("forward factor of A").mark(factor, 1, FANS));
    }

    @ParameterizedTest
    @MethodSource("wrongBackward")
    void wrongBackwardFactorsAreNamed(Law factor, String reason) {
        assertMark(0, reason, Formula.key("backward factor of A").mark(factor, 1, FANS));
    }

    private static void assertMark(double points, String reason, Mark mark) {
        assertEquals(points, mark.points(), mark::reason);
        assertTrue(mark.reason().contains(reason), mark::reason);
    }
}
