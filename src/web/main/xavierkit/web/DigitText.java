package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.ejml.data.DMatrixRMaj;
import xavierkit.data.DataSet;
import xavierkit.matrix.Require;

/** The digits in a text: for each image 64 letters, a for grey level 0 to q for 16, and the digit. */
final class DigitText {

    private static final int PIXELS = 64;

    private DigitText() {}

    /** Reads the text. */
    static DataSet parse(String text) {
        int count = text.length() / (PIXELS + 1);
        boolean whole = count > 0 && text.length() == count * (PIXELS + 1);
        Require.that(whole, "the digits must be a text of 65 letters for each image, got %d", text.length());
        DMatrixRMaj images = new DMatrixRMaj(count, PIXELS);
        for (int i = 0; i < images.getNumElements(); i++) {
            images.data[i] = text.charAt(i + i / PIXELS) - 'a';
        }
        List<Integer> labels = IntStream.range(0, count)
                .mapToObj(i -> text.charAt(i * (PIXELS + 1) + PIXELS) - '0')
                .toList();
        return new DataSet(images, labels);
    }
}
