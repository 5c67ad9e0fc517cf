package xavierkit.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrainingLogTest {

    private static final String RULE = " must hold lines of update,statistic,layer,value, got ";

    private static final TrainingLog LOG = new TrainingLog(List.of(
            new TrainingLog.Entry(0, "sd of z", 1, 0.1 + 0.2),
            new TrainingLog.Entry(100, "sd of z", 1, Double.NaN),
            new TrainingLog.Entry(100, "sd of z", 2, Double.NEGATIVE_INFINITY),
            new TrainingLog.Entry(200, "sd of z", 1, -0.0),
            new TrainingLog.Entry(200, "cost", 0, Double.MIN_VALUE)));

    @TempDir
    Path folder;

    @Test
    void whatWasWrittenIsReadBitForBit() throws IOException {
        Path file = folder.resolve("log.csv");
        LOG.write(file);
        assertEquals(LOG, TrainingLog.read(file));
        List<String> lines = Files.readAllLines(file);
        assertEquals("update,statistic,layer,value", lines.get(0));
        assertEquals("0,sd of z,1,0.30000000000000004", lines.get(1));
        TrainingLog none = new TrainingLog(List.of());
        none.write(file);
        assertEquals(none, TrainingLog.read(file));
    }

    @Test
    void aCourseIsOneStatisticOfOneLayer() {
        assertEquals(Map.of(0L, 0.30000000000000004, 100L, Double.NaN, 200L, -0.0), LOG.course("sd of z", 1));
        var error = assertThrows(IllegalArgumentException.class, () -> LOG.course("sd of z", 3));
        assertEquals(
                "a course must be of a statistic and a layer that were recorded, got sd of z in layer 3",
                error.getMessage());
    }

    @Test
    void damageIsNamed() throws IOException {
        String header = "update,statistic,layer,value\n";
        String start = "another header, or a last line that is cut";
        assertDamaged(start, "");
        assertDamaged(start, "x\n");
        assertDamaged(start, header + "1,z,1,2.5");
        assertDamaged("1,z,1 in line 2", header + "1,z,1\n");
        assertDamaged("1,z,1,x in line 3", header + "1,z,1,2\n1,z,1,x\n");
        assertDamaged("-1,z,1,2 in line 2", header + "-1,z,1,2\n");
        Path none = folder.resolve("none.csv");
        var error = assertThrows(IllegalArgumentException.class, () -> TrainingLog.read(none));
        assertEquals(none + RULE + none, error.getMessage());
    }

    private void assertDamaged(String found, String text) throws IOException {
        Path file = Files.writeString(folder.resolve("log.csv"), text);
        var error = assertThrows(IllegalArgumentException.class, () -> TrainingLog.read(file));
        assertEquals(file + RULE + found, error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a,b", "a\nb", "a\rb"})
    void aStatisticIsOneLineWithoutCommas(String name) {
        assertEquals(
                "a statistic must be one line without commas, got " + name,
                assertThrows(IllegalArgumentException.class, () -> new TrainingLog.Entry(0, name, 0, 0))
                        .getMessage());
    }
}
