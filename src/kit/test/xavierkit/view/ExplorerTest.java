package xavierkit.view;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.activation.Activation;
import xavierkit.prediction.LengthMap;

class ExplorerTest {

    private static final List<Activation> ACTIVATIONS = List.of(Activation.TANH, Activation.RELU);
    private static final List<Double> GAINS = List.of(0.8, 1.0, 1.5);
    private static final List<Double> BIASES = List.of(0.0, 0.1);
    private static final Explorer EXPLORER = Explorer.of(ACTIVATIONS, GAINS, BIASES, 25);
    private static final String HTML = EXPLORER.mimeBundle().get("text/html");

    /** The array under a name, for each activation. */
    private static List<String> arrays(String html, String name) {
        String json = html.split("<script type=\"application/json\">")[1].split("</script>")[0];
        return all(json, "\"" + name + "\":\\[(.*?)\\](?=,\"|\\})");
    }

    private static List<String> all(String text, String pattern) {
        List<String> found = new ArrayList<>();
        for (Matcher matcher = Pattern.compile(pattern).matcher(text); matcher.find(); ) {
            found.add(matcher.group(1));
        }
        return found;
    }

    /** Logarithms, which stand in the page as one number and differences, in units of 1/10,000. */
    private static double[] logs(String differences) {
        double[] units = Arrays.stream(differences.split(","))
                .mapToDouble(Double::valueOf)
                .toArray();
        Arrays.parallelPrefix(units, Double::sum);
        return Arrays.stream(units).map(u -> u / 10_000).toArray();
    }

    @Test
    void everyNumberIsTheLibrarysPrediction() {
        int[] layers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 25};
        assertTrue(HTML.contains(
                "\"layers\":" + Arrays.toString(layers).replace(",", ", ").replace("  ", " ")));
        for (int a = 0; a < ACTIVATIONS.size(); a++) {
            List<String> squares = all(arrays(HTML, "squares").get(a), "\\[([-0-9,]+)\\]");
            List<String> factors = all(arrays(HTML, "factors").get(a), "\\[([-0-9,]+)\\]");
            String[] gains = arrays(HTML, "gains").get(a).split(",");
            assertEquals(BIASES.size() * gains.length, squares.size());
            for (int i = 0; i < squares.size(); i++) {
                double gain = Double.parseDouble(gains[i / BIASES.size()]);
                double bias = BIASES.get(i % BIASES.size());
                LengthMap map = new LengthMap(ACTIVATIONS.get(a), gain * gain, bias);
                List<Double> lengths = map.iterate(1, 25);
                for (int k = 0; k < layers.length; k++) {
                    // rounded to the nearest unit, 1e-4
                    assertEquals(Math.log10(lengths.get(layers[k] - 1)), logs(squares.get(i))[k], 0.501e-4);
                    double factor = lengths.stream()
                            .limit(layers[k] - 1)
                            .mapToDouble(q -> Math.log10(map.chi(q)))
                            .sum();
                    assertEquals(factor, logs(factors.get(i))[k], 0.501e-4);
                }
            }
        }
    }

    @Test
    void gainsWithANameAreAdded() {
        // 1.5925: REFERENCE value of E[tanh(s)^2]^(-1/2), s ~ N(0,1)
        assertEquals(
                List.of(
                        "\"0.5774 (standard heuristic)\",\"0.8\",\"1 (critical without bias)\",\"1.5\",\"1.593 (exact)\",\"1.667 (PyTorch)\"",
                        "\"0.5774 (standard heuristic)\",\"0.8\",\"1\",\"1.414 (exact, PyTorch, critical without bias)\",\"1.5\""),
                arrays(HTML, "gainTexts"));
    }

    @ParameterizedTest
    @CsvSource({
        "tanh, 0.8, 0, ORDERED", // q to 0, chi = s_w^2 = 0.64
        "tanh, 1, 0, CRITICAL", // q ~ 1/(2l) to 0, chi = 1
        "tanh, 1.05, 0, CHAOTIC", // q not yet settled
        "tanh, 1.5, 0, CHAOTIC",
        "tanh, 1.5, 5, ORDERED", // bias saturates
        "ReLU, 1.4, 0, ORDERED", // chi = s_w^2 / 2 = 0.98
        "ReLU, 1.4, 0.1, ORDERED",
        "ReLU, 1.4142135623730951, 0, CRITICAL", // keeps q = 1
        "ReLU, 1.4142135623730951, 0.1, NONE", // q grows by 0.1 a layer
        "ReLU, 1.5, 0, NONE",
        "GELU, 1.4, 0, ORDERED",
        "GELU, 1.6, 0, NONE", // beyond the unstable fixed point 1.5335
    })
    void thePhaseIsThatOfTheLengthTheNetworkApproaches(String name, double gain, double bias, String phase) {
        Activation phi = Stream.of(Activation.TANH, Activation.RELU, Activation.GELU)
                .filter(a -> a.name().equals(name))
                .findFirst()
                .orElseThrow();
        ExplorerCurve curve = ExplorerCurve.of(new LengthMap(phi, gain * gain, bias), List.of(1, 30));
        assertEquals(phase, curve.phase().map(Enum::name).orElse("NONE"));
    }

    @Test
    void lengthsOutOfRangeAreInfinitelyFarAway() {
        String html = Explorer.of(List.of(Activation.IDENTITY), List.of(1e-9, 1e9), List.of(0.0), 30)
                .mimeBundle()
                .get("text/html");
        List<String> squares = all(arrays(html, "squares").get(0), "\\[([-0-9,]+)\\]");
        double[] small = logs(squares.get(0));
        double[] large = logs(squares.get(squares.size() - 1));
        assertEquals(-18, small[1], 1e-9);
        assertEquals(-9999, small[small.length - 1]);
        assertEquals(18, large[1], 1e-9);
        assertEquals(9999, large[large.length - 1]);
    }

    @Test
    void theTextAlternativeNamesTheNumbersInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            // q_10 = 0.05801185 and the product 0.0791 of nine E[phi'^2], by trapezoid sums
            assertEquals(
                    "tanh with bias variance 0 over 10 wide layers, as predicted from E[s^2] = 1 in the first."
                            + " Gain 1 (critical without bias): E[s^2] in the last layer is 0.0580,"
                            + " E[(dC/ds)^2] in the first 0.0791 times that in the last.",
                    Explorer.of(List.of(Activation.TANH), List.of(1.0), BIASES, 10)
                            .toString()
                            .replaceAll(" Gain (0.577|1.593)[^:]*:[^.]*\\.[^.]*\\.[^.]*\\.", ""));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void thePictureIsOpaqueAndItsCurvesStartAtOne() {
        String data = HTML.split("data:image/svg\\+xml;base64,")[1].split("\"")[0];
        String svg = new String(Base64.getDecoder().decode(data), UTF_8);
        assertTrue(svg.contains("<rect width=\"860\" height=\"342\" fill=\"#fff\"/>"));
        String levelOfOne = all(svg, "y=\"([0-9.]+)\" text-anchor=\"end\">1<").get(0);
        String y = String.format(Locale.ROOT, "%.1f", Double.parseDouble(levelOfOne) - 4);
        List<String> curves = all(svg, "stroke-width=\"[^>]* d=\"(M[^\"]*L[^\"]*)\"");
        assertEquals(6, curves.size()); // three gains, two plots
        curves.subList(0, 3).forEach(curve -> assertTrue(curve.startsWith("M70.0 " + y + "L"), curve));
    }

    @Test
    void theSameSettingsGiveTheSameTextAndNoIds() {
        assertEquals(
                HTML, Explorer.of(ACTIVATIONS, GAINS, BIASES, 25).mimeBundle().get("text/html"));
        assertFalse(HTML.contains(" id="));
    }

    @Test
    void aNameCannotBreakOutOfItsPlace() {
        Activation odd = Activation.of(
                "</script>\"\\<b>&\u00e9{{words}}", Activation.TANH.value(), Activation.TANH.derivative());
        String html = Explorer.of(List.of(odd), List.of(1.0), List.of(0.0), 3)
                .mimeBundle()
                .get("text/html");
        assertTrue(html.contains("\"name\":\"\\u003c/script>\\u0022\\u005c\\u003cb>&\\u00e9\\u007b\\u007bwords}}\""));
        assertTrue(html.contains("alt=\"&lt;/script&gt;&quot;\\&lt;b&gt;&amp;\u00e9{{words}} with"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1, 0.5 | 0      | 9    | each gain must be finite, positive and above the one before, got [1.0, 0.5]",
                "0      | 0      | 9    | each gain must be finite, positive and above the one before, got [0.0]",
                "1      | -1     | 9    | each bias variance must be finite, at least 0 and above the one before, got [-1.0]",
                "1      | NaN    | 9    | each bias variance must be finite, at least 0 and above the one before, got [NaN]",
                "1      | 0      | 1    | depth must be from 2 to 1000, got 1",
                "1      | 0      | 1001 | depth must be from 2 to 1000, got 1001",
            })
    void settingsMustMakeSense(String gains, String biases, int depth, String message) {
        var error = assertThrows(
                IllegalArgumentException.class, () -> Explorer.of(ACTIVATIONS, numbers(gains), numbers(biases), depth));
        assertEquals(message, error.getMessage());
    }

    private static List<Double> numbers(String text) {
        return Stream.of(text.split(", ")).map(Double::valueOf).toList();
    }

    @Test
    void settingsMustBeGiven() {
        var noActivation = assertThrows(IllegalArgumentException.class, () -> Explorer.of(List.of(), GAINS, BIASES, 9));
        assertEquals("at least one activation must be given, got none", noActivation.getMessage());
        var noGain = assertThrows(IllegalArgumentException.class, () -> Explorer.of(ACTIVATIONS, List.of(), BIASES, 9));
        assertEquals("at least one gain must be given, got none", noGain.getMessage());
    }
}
