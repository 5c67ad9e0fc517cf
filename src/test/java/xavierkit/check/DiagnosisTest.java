package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static xavierkit.check.Learner.each;
import static xavierkit.check.Learner.normal;
import static xavierkit.check.Learner.ofVariance;
import static xavierkit.check.Learner.uniform;
import static xavierkit.check.Learner.variance;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CancellationException;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
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
  private static final List<Fan> FANS =
      List.of(Fan.dense(40, 160), Fan.dense(160, 40), Fan.dense(60, 60));

  /** Seeds for each sampler of a list; every mistake is tried with 3 to 6 rules and more samplers. */
  private static final int SEEDS = Integer.getInteger("diagnosis.seeds", 40);

  private static Map<List<Mistake>, Long> answers(Learner learner, int seeds) {
    return IntStream.range(0, seeds)
        .parallel()
        .mapToObj(seed -> Diagnosis.of(learner.sampler(), learner.rule(), seed))
        .collect(Collectors.groupingBy(
            d -> d.passed() ? List.<Mistake>of() : d.mistakes(), Collectors.counting()));
  }

  // the right answer is missed with probability 1/16,000 each: no more than 1 in about 4,000
  @ParameterizedTest
  @MethodSource("xavierkit.check.WrongSamplers#all")
  void everyMistakeIsNamed(Learner learner) {
    assertEquals(Map.of(learner.mistakes(), (long) SEEDS), answers(learner, SEEDS));
  }
}
