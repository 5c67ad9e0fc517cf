package xavierkit.init;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FanTest {

    @Test
    void denseFansAreTheWidths() {
        Fan fan = Fan.dense(784, 1000);
        assertEquals(784, fan.in());
        assertEquals(1000, fan.out());
        assertEquals(892, FanMode.FAN_AVERAGE.of(fan));
    }

    @Test
    void convolutionFansCountTheReceptiveField() {
        Fan fan = Fan.convolution(3, 64, 7, 5);
        assertEquals(3 * 35, fan.in());
        assertEquals(64 * 35, fan.out());
        assertEquals(64, fan.outputs());
    }

    @Test
    void theAverageOfTheLargestFansDoesNotOverflow() {
        int max = Integer.MAX_VALUE;
        assertEquals(max, FanMode.FAN_AVERAGE.of(Fan.dense(max, max)));
    }

    @Test
    void aReceptiveFieldOfNothingIsNamed() {
        var error = assertThrows(IllegalArgumentException.class, () -> new Fan(3, 3, 0));
        assertEquals("the receptive field must be at least 1, got 0", error.getMessage());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
          0      | 5      | 1 | 1 | fan_in must be at least 1, got 0
          -3     | 5      | 1 | 1 | fan_in must be at least 1, got -3
          5      | 0      | 1 | 1 | fan_out must be at least 1, got 0
          5      | -1     | 1 | 1 | fan_out must be at least 1, got -1
          5      | 5      | 0 | 3 | the receptive field must be at least 1, got 0
          5      | 5      | 3 | 0 | the receptive field must be at least 1, got 3 x 0
          70000  | 1      | 200 | 200 | fan_in must be at most 2147483647, got 70000 x 40000
          1      | 70000  | 200 | 200 | fan_out must be at most 2147483647, got 70000 x 40000
          1      | 1  | 70000 | 70000 | the receptive field must be at most 2147483647, got 70000 x 70000
          """)
    void badFansAreNamed(int in, int out, int height, int width, String message) {
        var error = assertThrows(IllegalArgumentException.class, () -> Fan.convolution(in, out, height, width));
        assertEquals(message, error.getMessage());
    }
}
