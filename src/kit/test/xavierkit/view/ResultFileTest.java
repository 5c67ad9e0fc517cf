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

    private static final String LAYERS =
            "layer,seed,update,value\n" + "1,7,0,0.5\n1,7,10,0.9\n2,7,0,0.25\n2,7,10,0.3\n";

    @Test
    void coursesHaveALineForEachLayer() throws IOException {
        String words = read(LAYERS).courses("title", "y", "layer").toString();
        assertTrue(words.contains("\"layer 1\" at 0.00: 0.500, 10.0: 0.900."), words);
        assertTrue(words.contains("\"layer 2\" at 0.00: 0.250, 10.0: 0.300."), words);
    }

    @Test
    void coursesAreToldInNumbers() throws IOException {
        ResultFile result = read(LAYERS);
        assertEquals(List.of("10", "never"), result.firstAbove(0.8));
        assertEquals("2.0 before training, at most 3.00", result.apart());
        assertEquals(
                "0.500 before training, 0.900 at the end, at least 0.500",
                result.where("layer", 1).course());
    }

    @Test
    void sharesOfAHistogramAreDensityTimesWidth() throws IOException {
        ResultFile result = read("layer,centre,density\n1,-0.75,0.4\n1,-0.25,0.6\n1,0.25,0.6\n1,0.75,0.4\n");
        assertEquals(List.of("40 %"), result.sharesBeyond(0.5));
        assertTrue(result.densities("title", "z").toString().contains("-0.750: 0.400"));
    }

    /** Errors 0.5 and 0.4 of 100 samples: standard error sqrt(0.25 / 100 + 0.24 / 100) = 0.07, twice in points 14. */
    @Test
    void gainsHaveTheIntervalOfTheTestSamples() throws IOException {
        String text = "# error: 900 test samples of other, 100 test samples of digits\n"
                + "data,value\ndigits,0.5\ndigits,0.4\ndigits,0.3\ndigits,0.3\n";
        String expected = "digits, softsign: -10.0 (-24.0 to +4.0)\ndigits, tanh: +0.0 (-13.0 to +13.0)";
        assertEquals(expected, read(text).gains());
        assertEquals(
                List.of(50.0, 40.0, 30.0, 30.0), read(text).percent("digits").asList());
    }
}
