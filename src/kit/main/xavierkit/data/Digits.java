package xavierkit.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;
import org.ejml.data.DMatrixRMaj;
import tech.tablesaw.api.ColumnType;
import tech.tablesaw.api.IntColumn;
import tech.tablesaw.api.Table;
import tech.tablesaw.io.csv.CsvReadOptions;

/**
 * The 1,797 UCI optical digits: 8x8 grey images, 16 grey levels above 0, of the digits 0 to 9; E.
 * Alpaydin, C. Kaynak 1998, CC BY 4.0.
 */
public final class Digits {

    private static final int SAMPLES = 1797;
    private static final int PIXELS = 64;
    private static final int BRIGHTEST = 16;
    private static final String SHA_256 = "5b7ec5cd43ad9c096d4cbbd752fd7bf086d65c294fb19b7e7e89cb676b4a03d0";

    private Digits() {}

    /**
     * Reads {@code data/digits.csv}: a header, then 64 grey levels from 0 to 16, row by row, and the
     * digit.
     *
     * @throws IllegalArgumentException if the file is missing, damaged or truncated or is not the one
     *     that ships with the kit; it names the file and what was expected
     */
    public static DataSet load(Path file) {
        Objects.requireNonNull(file, "the file must be given");
        if (!Files.isRegularFile(file)) {
            throw damaged(file, "no such file", null);
        }
        Table table = read(file);
        if (table.rowCount() != SAMPLES) {
            throw damaged(file, table.rowCount() + " rows", null);
        }
        DMatrixRMaj inputs = new DMatrixRMaj(SAMPLES, PIXELS);
        for (int pixel = 0; pixel < PIXELS; pixel++) {
            IntColumn column = column(file, table, pixel, BRIGHTEST);
            for (int row = 0; row < SAMPLES; row++) {
                inputs.set(row, pixel, column.getInt(row));
            }
        }
        IntColumn labels = column(file, table, PIXELS, 9);
        // last: whatever else is wrong says more
        if (!sha256(file).equals(SHA_256)) {
            throw damaged(file, "other values: SHA-256 " + sha256(file) + " instead of " + SHA_256, null);
        }
        return new DataSet(
                inputs, IntStream.range(0, SAMPLES).mapToObj(labels::getInt).toList());
    }

    private static Table read(Path file) {
        ColumnType[] types = new ColumnType[PIXELS + 1];
        Arrays.fill(types, ColumnType.INTEGER);
        try {
            return Table.read()
                    .usingOptions(CsvReadOptions.builder(file.toFile()).columnTypes(types));
        } catch (RuntimeException e) {
            throw damaged(file, "a line that cannot be read", e);
        }
    }

    private static String sha256(Path file) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file));
            return HexFormat.of().formatHex(sum);
        } catch (IOException | NoSuchAlgorithmException e) {
            throw damaged(file, "a file that cannot be read", e);
        }
    }

    private static IntColumn column(Path file, Table table, int index, int max) {
        IntColumn column = table.intColumn(index);
        List<Integer> wrong =
                column.asList().stream().filter(x -> !(x >= 0 && x <= max)).toList();
        if (!wrong.isEmpty()) {
            throw damaged(file, wrong.get(0) + " in column " + column.name(), null);
        }
        return column;
    }

    private static IllegalArgumentException damaged(Path file, String found, Exception cause) {
        return new IllegalArgumentException(
                file
                        + " must hold 1797 rows of 64 grey levels from 0 to 16 and a digit, got "
                        + found
                        + "; get it again with: git checkout -- data/digits.csv",
                cause);
    }
}
