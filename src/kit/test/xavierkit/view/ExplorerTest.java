package xavierkit.view;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.*;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.*;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import xavierkit.activation.Activation;
import xavierkit.prediction.LengthMap;

@Isolated
class ExplorerTest {

    private static final List<Activation> ACTIVATIONS = List.of(Activation.TANH, Activation.RELU);
    private static final String HTML = html(Activation.TANH, Activation.RELU);

    private static String html(Activation... activations) {
        return Explorer.of(activations).mimeBundle().get("text/html");
    }

    /** The array under a name, for each activation. */
    private static List<String> arrays(String name) {
        String json = HTML.split("<script type=\"application/json\">")[1].split("</script>")[0];
        return all(json, "\"" + name + "\":\\[(.*?)\\](?=,\"|\\})");
    }

    private static List<String> all(String text, String pattern) {
        Stream<MatchResult> found = Pattern.compile(pattern).matcher(text).results();
        return found.map(match -> match.group(1)).toList();
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
        int[] layers = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 15, 20, 30, 40, 50, 60, 70, 80, 90, 100};
        double[] biases = {0, 0.01, 0.05, 0.2};
        assertTrue(HTML.contains("\"layers\":" + Arrays.toString(layers)));
        assertTrue(HTML.contains("\"biasVariances\":" + Arrays.toString(biases)));
        for (int a = 0; a < ACTIVATIONS.size(); a++) {
            List<String> squares = all(arrays("squares").get(a), "\\[([-0-9,]+)\\]");
            List<String> factors = all(arrays("factors").get(a), "\\[([-0-9,]+)\\]");
            String[] gains = arrays("gains").get(a).split(",");
            assertEquals(biases.length * gains.length, squares.size());
            for (int i = 0; i < squares.size(); i++) {
                double gain = Double.parseDouble(gains[i / biases.length]);
                LengthMap map = new LengthMap(ACTIVATIONS.get(a), gain * gain, biases[i % biases.length]);
                List<Double> lengths = map.iterate(1, 100);
                for (int k = 0; k < layers.length; k++) {
                    // rounded to the nearest unit, 1e-4
                    assertEquals(Math.log10(lengths.get(layers[k] - 1)), logs(squares.get(i))[k], 0.501e-4);
                    Stream<Double> before = lengths.stream().limit(layers[k] - 1);
                    double factor =
                            before.mapToDouble(q -> Math.log10(map.chi(q))).sum();
                    assertEquals(factor, logs(factors.get(i))[k], 0.501e-4);
                }
            }
        }
    }

    @Test
    void gainsWithANameAreAdded() {
        // 1.5925: REFERENCE value of E[tanh(s)^2]^(-1/2), s ~ N(0,1)
        assertEquals(
                "\"0.5774 (standard heuristic)\", \"0.6\", \"0.7\", \"0.8\", \"0.9\", \"1 (critical without bias)\", \"1.1\", \"1.2\", "
                        + "\"1.3\", \"1.4\", \"1.5\", \"1.593 (exact)\", \"1.6\", \"1.667 (PyTorch)\", \"1.7\", \"1.8\", \"1.9\", \"2\"",
                arrays("gainTexts").get(0));
        assertTrue(
                arrays("gainTexts")
                        .get(1)
                        .contains(
                                "\"1\", \"1.1\", \"1.2\", \"1.3\", \"1.4\", \"1.414 (exact, PyTorch, critical without bias)\", \"1.5\""));
    }

    @ParameterizedTest
    @CsvSource({
        "tanh, 0.8, 0, ORDERED", // q to 0, chi = s_w^2 = 0.64
        "tanh, 1, 0, CRITICAL", // q ~ 1/(2l) to 0, chi = 1
        "tanh, 1.02, 0, CHAOTIC", // q not yet settled
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
        ExplorerCurve curve = ExplorerCurve.of(new LengthMap(phi, gain * gain, bias));
        assertEquals(phase, curve.phase());
    }

    @Test
    void lengthsAndFactorsBelowTheSmallestDoubleAreInfinitelyFarAway() {
        ExplorerCurve curve = ExplorerCurve.of(new LengthMap(Activation.IDENTITY, 1e-18, 0));
        assertTrue(curve.lengthsJson().startsWith("[0,-180000,-180000,"));
        assertEquals(-9999, logs(curve.lengthsJson().replaceAll("[\\[\\]]", ""))[19]);
        assertEquals(-1782, logs(curve.factorsJson().replaceAll("[\\[\\]]", ""))[19]);
    }

    @Test
    void lengthsBeyondTheRangeOfTheMomentsAreRefused() {
        LengthMap map = new LengthMap(Activation.IDENTITY, 1e18, 0);
        assertThrows(IllegalArgumentException.class, () -> ExplorerCurve.of(map));
    }

    @Test
    void theTextAlternativeNamesTheNumbersInEveryLocale() {
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            // q_100 = 0.005115 and the product 0.00721 of 99 E[phi'^2]: the text of lesson 10
            assertTrue(Explorer.of(Activation.TANH)
                    .toString()
                    .contains(" Gain 1 (critical without bias): E[s^2] in the last layer is 0.00512,"
                            + " E[(dC/ds)^2] in the first 0.00721 times that in the last."));
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void whereScriptsDoNotRunThereAreTwoCharts() {
        List<String> pictures = all(HTML, "src=\"data:image/png;base64,([A-Za-z0-9+/=]+)\"");
        assertEquals(2, pictures.size());
        pictures.forEach(png -> assertEquals((byte) 0x89, Base64.getDecoder().decode(png)[0]));
        assertTrue(HTML.contains("<img alt=\"tanh with bias variance 0 over 100 wide layers, as predicted"));
    }

    @Test
    void theSameSettingsGiveTheSameTextAndNoIds() {
        assertEquals(HTML, html(Activation.TANH, Activation.RELU));
        assertFalse(HTML.contains(" id="));
    }

    @Test
    void aNameCannotBreakOutOfItsPlace() {
        Activation odd =
                Activation.of("</script>\"\\<b>&\u00e9%s", Activation.TANH.value(), Activation.TANH.derivative());
        String html = html(odd);
        assertTrue(html.contains("\"name\":\"\\u003c/script>\\u0022\\u005c\\u003cb>&\\u00e9%s\""));
        assertTrue(html.contains("alt=\"&lt;/script&gt;&quot;\\&lt;b&gt;&amp;\u00e9%s with"));
    }

    @Test
    void activationsMustBeGiven() {
        var error = assertThrows(IllegalArgumentException.class, () -> Explorer.of());
        assertEquals("at least one activation must be given, got none", error.getMessage());
    }
}
