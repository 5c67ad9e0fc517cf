package xavierkit.web;

import static org.junit.jupiter.api.Assertions.*;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingTest {

    @Test
    void textRestoresASetting() {
        String text = "depth=7&width=30&activation=SiLU&start=1.25&bias=0.5&input=0.01&seed=42";
        assertEquals(text, Setting.parse(text).toString());
        assertEquals(Setting.DEFAULT.toString(), Setting.parse("seed=1").toString());
    }

    @ParameterizedTest
    @CsvSource({
        "depth=0, 'depth must be a whole number from 1 to 50, got 0'",
        "depth=1e9, 'depth must be a whole number from 1 to 50, got 1e9'",
        "width=, 'width must be a whole number from 1 to 300, got nothing'",
        "start=1e400, 'gain must be a number from 0.01 to 10, got 1e400'",
        "start=0, 'gain must be a number from 0.01 to 10, got 0'",
        "bias=NaN, 'bias must be a number from 0 to 4, got NaN'",
        "input=-1, 'input must be a number from 10⁻⁶ to 10⁶, got -1'",
        "seed=1.5, 'seed must be a whole number from 0 to 999999, got 1.5'"
    })
    void badValuesAreRefusedInASentence(String text, String sentence) {
        var refused = assertThrows(IllegalArgumentException.class, () -> Setting.parse(text));
        assertEquals(sentence, refused.getMessage());
    }

    @Test
    void aLinkHasOneSettingOrTwo() {
        for (Preset preset : Preset.ALL) {
            assertEquals(
                    preset.link().toString(),
                    Link.parse(preset.link().toString()).toString());
        }
        Link one = new Link(Setting.DEFAULT, Optional.empty());
        assertEquals(Optional.empty(), Link.parse(one.toString()).b());
        assertEquals(Link.DEFAULT, Link.parse(""));
    }
}
