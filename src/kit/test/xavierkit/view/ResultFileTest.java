package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tech.tablesaw.api.ColumnType;

class ResultFileTest {

    private static final String NOTES =
            "# paper, figure 0\n# differs from the paper: one seed\n# differs from the paper: small\n";

    @TempDir
    Path folder;

    private ResultFile read(String text) throws IOException {
        return ResultFile.read(Files.writeString(folder.resolve("figure-0.csv"), text));
    }

    @Test
    void notesAreReadAndThoseThatDifferFoundAmongThem() throws IOException {
        ResultFile result = read(NOTES + "update,value\n0,1\n");
        assertEquals("paper, figure 0", result.notes().get(0));
        assertEquals(3, result.notes().size());
        assertEquals(List.of("one seed", "small"), result.differences());
    }

    @Test
    void columnsAreKnownByNameInAnyOrder() throws IOException {
        ResultFile result = read(NOTES + "value,new,layer\n0.5,3,1\n0.25,4,2\n");
        assertEquals(
                List.of(ColumnType.DOUBLE, ColumnType.STRING, ColumnType.INTEGER),
                result.table().types());
        assertEquals(List.of(0.25), result.where("layer", 2).places("value"));
        assertEquals(List.of(0.5), result.where("new", "3").places("value"));
    }

    @Test
    void errorsOfComparisonsAreNumbers() throws IOException {
        ResultFile result = read("initialization,mean error,last error\nhe,0.5,0.25\n");
        assertEquals(List.of(0.5), result.places("mean error"));
        assertEquals(List.of(0.25), result.where("initialization", "he").places("last error"));
    }

    @Test
    void withoutSeedsThereIsOneSample() throws IOException {
        List<double[]> samples = read("update,value\n0,1\n500,0.5\n").samples("value");
        assertEquals(1, samples.size());
        assertArrayEquals(new double[] {1, 0.5}, samples.get(0));
    }

    @Test
    void eachSeedIsASample() throws IOException {
        ResultFile result = read("seed,update,value\n7,0,1\n7,500,0.5\n8,0,2\n8,500,1.5\n");
        assertEquals(List.of(0.0, 500.0), result.places("update"));
        assertEquals(2, result.samples("value").size());
        assertArrayEquals(new double[] {1, 0.5}, result.samples("value").get(0));
        assertArrayEquals(new double[] {2, 1.5}, result.samples("value").get(1));
    }

    @Test
    void whatIsNotThereIsRefused() throws IOException {
        ResultFile result = read("layer,value\n1,0\n2,0\n2,0\n");
        var value = assertThrows(IllegalArgumentException.class, () -> result.where("layer", 3));
        assertEquals("\"layer\" must be one of [1, 2], got 3", value.getMessage());
        var empty = assertThrows(IllegalArgumentException.class, () -> read("layer,value\n"));
        assertTrue(empty.getMessage().startsWith("a result must have rows, got none in "));
        var file = assertThrows(IllegalArgumentException.class, () -> ResultFile.read(folder.resolve("none.csv")));
        assertTrue(file.getMessage().startsWith("a result must be a file, got "));
    }

    static List<Path> committed() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("data", "results"))) {
            return files.sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("committed")
    void everyCommittedResultIsReadWithoutGaps(Path file) {
        ResultFile result = ResultFile.read(file);
        assertFalse(result.notes().isEmpty());
        result.table().columns().forEach(column -> assertEquals(0, column.countMissing(), column.name()));
    }
}
