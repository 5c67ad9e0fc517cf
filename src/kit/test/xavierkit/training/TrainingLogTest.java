package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TrainingLogTest {

    private static final TrainingLog LOG = new TrainingLog(List.of(
            new TrainingLog.Entry(0, "sd of z", 1, 0.1 + 0.2),
            new TrainingLog.Entry(100, "sd of z", 1, Double.NaN),
            new TrainingLog.Entry(100, "sd of z", 2, Double.NEGATIVE_INFINITY),
            new TrainingLog.Entry(200, "sd of z", 1, -0.0),
            new TrainingLog.Entry(200, "cost", 0, Double.MIN_VALUE)));

    @Test
    void aCourseIsOneStatisticOfOneLayer() {
        assertEquals(Map.of(0L, 0.30000000000000004, 100L, Double.NaN, 200L, -0.0), LOG.course("sd of z", 1));
        var error = assertThrows(IllegalArgumentException.class, () -> LOG.course("sd of z", 3));
        assertEquals(
                "a course must be of a statistic and a layer that were recorded, got sd of z in layer 3",
                error.getMessage());
    }

    @Test
    void updatesAndLayersAreNotNegative() {
        String rule = "update and layer must be at least 0, got ";
        var update = assertThrows(IllegalArgumentException.class, () -> new TrainingLog.Entry(-1, "z", 1, 2));
        assertEquals(rule + "-1 and 1", update.getMessage());
        var layer = assertThrows(IllegalArgumentException.class, () -> new TrainingLog.Entry(1, "z", -1, 2));
        assertEquals(rule + "1 and -1", layer.getMessage());
    }
}
