package xavierkit.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import xavierkit.init.Fan;
import xavierkit.init.VarianceScaling;

class MistakeTest {

    private static final Fan FAN = Fan.dense(100, 300);

    @Test
    void aMistakeHasTheVariancesThatItCanLeadTo() {
        VarianceScaling glorot = VarianceScaling.glorotUniform(); // 1/200
        assertEquals(List.of((1 / 3.0) * (1 / 200.0)), Mistake.SD_AS_BOUND.variances(glorot, FAN));
        assertEquals(List.of(0.01, 0.02), Mistake.FAN_IN_ONLY.variances(glorot, FAN));
        VarianceScaling he = VarianceScaling.heNormal();
        assertEquals(List.of(2.0 / 300), Mistake.FANS_EXCHANGED.variances(he, FAN));
    }

    @Test
    void aMistakeThatCannotBeMadeInTheRuleHasNone() {
        VarianceScaling he = VarianceScaling.heNormal();
        assertEquals(List.of(), Mistake.SD_AS_BOUND.variances(he, FAN));
        assertEquals(List.of(), Mistake.FAN_IN_ONLY.variances(he, FAN));
        assertEquals(List.of(), Mistake.FIXED_SEED.variances(he, FAN));
    }
}
