package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import xavierkit.init.WeightDistribution;

class VarianceCheckTest {

  @Test
  void theVerdictIsASentence() {
    assertEquals(
        "PASS: Var(W) is 1.030 +/- 0.020, theory 1.000: 1.5 standard errors off (4 allowed).",
        new VarianceCheck("Var(W)", 1.03, 1, 0.02).toString());
    assertEquals(
        "FAIL: Var(W) is 0.9000 +/- 0.020, theory 1.000: 5.0 standard errors off (4 allowed).",
        new VarianceCheck("Var(W)", 0.9, 1, 0.02).toString());
  }

  @Test
  void aMeasurementThatIsNotANumberFails() {
    assertFalse(new VarianceCheck("Var(W)", Double.NaN, 1, 0.02).passed());
    assertFalse(new VarianceCheck("Var(W)", Double.POSITIVE_INFINITY, 1, 0.02).passed());
  }

  // |z| > 1 happens in 31.73 % of 1,000 checks: 317 with a standard deviation of 14.7, 5 allowed
  @ParameterizedTest
  @EnumSource
  void theStandardErrorOfWeightsIsHonest(WeightDistribution distribution) {
    SplittableRandom random = new SplittableRandom(1);
    long outside = IntStream.range(0, 1000)
        .mapToObj(i -> distribution.sample(50, 40, 0.3, random))
        .filter(w -> Math.abs(VarianceCheck.ofWeights(w, distribution, 0.3).deviation()) > 1)
        .count();
    assertEquals(317.3, outside, 5 * 14.7);
  }

  @ParameterizedTest
  @EnumSource
  void aVarianceThatIsAFifthOffIsFound(WeightDistribution distribution) {
    var weights = distribution.sample(50, 40, 1.2 * 0.3, new SplittableRandom(1));
    assertFalse(VarianceCheck.ofWeights(weights, distribution, 0.3).passed());
    assertTrue(VarianceCheck.ofWeights(weights, distribution, 1.2 * 0.3).passed());
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void impossiblePredictionsAndErrorsAreNamed(double bad) {
    String rule = " must be positive and finite, got " + bad;
    assertEquals(
        "the predicted variance" + rule,
        assertThrows(IllegalArgumentException.class, () -> new VarianceCheck("Var(W)", 1, bad, 1))
            .getMessage());
    assertEquals(
        "the standard error" + rule,
        assertThrows(IllegalArgumentException.class, () -> new VarianceCheck("Var(W)", 1, 1, bad))
            .getMessage());
  }

  @Test
  void guessesAreAnsweredInASentence() {
    assertEquals(
        "No guess yet for the factor. Put a number into the cell above and run it again.",
        new Guess("the factor", Double.NaN).against(2, 0.1));
    assertEquals(
        "the factor: you said 2.100, it is 2.000. Right.",
        new Guess("the factor", 2.1).against(2, 0.1));
    assertEquals(
        "the factor: you said 1.000, it is 4.000. Too small by a factor of 4.00.",
        new Guess("the factor", 1).against(4, 0.1));
    assertEquals(
        "the factor: you said 1000, it is 0.001000. Too large by a factor of 1.0e+06.",
        new Guess("the factor", 1000).against(0.001, 0.1));
    assertEquals(
        "the factor: you said -1.000, it is 4.000. Not yet: even the sign or a zero differs.",
        new Guess("the factor", -1).against(4, 0.1));
    assertThrows(IllegalArgumentException.class, () -> new Guess("x", 1).against(Double.NaN, 0.1));
  }
}
