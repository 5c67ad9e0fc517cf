package xavierkit.data;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.*;
import java.security.*;
import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.matrix.Require;

/**
 * Reads the 1,797 UCI optical digits: 8x8 grey images of the digits 0 to 9, grey levels 0 to 16; E. Alpaydin, C. Kaynak
 * 1998, CC BY 4.0.
 */
public final class Digits {

    private static final int SAMPLES = 1797;
    private static final int PIXELS = 64;
    private static final String RULE =
            "%s must hold 1797 rows of 64 grey levels from 0 to 16 and a digit, got %s; get it"
                    + " again with: git checkout -- data/digits.csv";
    private static final String SHA_256 = "5b7ec5cd43ad9c096d4cbbd752fd7bf086d65c294fb19b7e7e89cb676b4a03d0";

    private Digits() {}

    /**
     * Reads {@code data/digits.csv}: a header, then 64 grey levels from 0 to 16, row by row, and the digit.
     *
     * @throws IllegalArgumentException if the file is missing, damaged or truncated or is not the one that ships with
     *     the kit; it names the file and what was expected
     */
    public static DataSet load(Path file) {
        require(file, Files.isRegularFile(Require.given("the file", file)), "no such file");
        try {
            byte[] bytes = Files.readAllBytes(file);
            Stream<String> lines = new String(bytes, StandardCharsets.UTF_8).lines();
            List<int[]> rows = lines.skip(1).map(line -> row(file, line)).toList();
            require(file, rows.size() == SAMPLES, rows.size() + " rows");
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            String sum = HexFormat.of().formatHex(digest);
            // last, because any other finding says more
            require(file, sum.equals(SHA_256), "other values: SHA-256 " + sum + " instead of " + SHA_256);
            IntStream pixels = rows.stream().flatMapToInt(row -> Arrays.stream(row, 0, PIXELS));
            double[] greys = pixels.asDoubleStream().toArray();
            List<Integer> digits = rows.stream().map(row -> row[PIXELS]).toList();
            return new DataSet(DMatrixRMaj.wrap(SAMPLES, PIXELS, greys), digits);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(RULE.formatted(file, "a file that cannot be read"), e);
        }
    }

    private static int[] row(Path file, String line) {
        require(file, line.matches("-?\\d{1,9}(,-?\\d{1,9}){64}"), "a line that cannot be read");
        int[] row = Stream.of(line.split(",")).mapToInt(Integer::parseInt).toArray();
        for (int i = 0; i <= PIXELS; i++) {
            String column = i < PIXELS ? "r" + i / 8 + "c" + i % 8 : "digit";
            require(file, row[i] >= 0 && row[i] <= (i < PIXELS ? 16 : 9), row[i] + " in column " + column);
        }
        return row;
    }

    private static void require(Path file, boolean kept, String found) {
        Require.that(kept, RULE, file, found);
    }
}
