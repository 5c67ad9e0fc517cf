package xavierkit.check;

import static org.junit.jupiter.api.Assertions.*;

import org.junit.jupiter.api.Test;

class AnswerTest {

    private static String said(double value) {
        return Answer.of("the gain", value)
                .slip(2, "That is the variance: take the root.")
                .slip(0.5, "That is the inverse.")
                .against(Math.sqrt(2), 0.01);
    }

    @Test
    void whatIsRightPasses() {
        assertEquals("PASS: the gain is 1.414. Right.", said(1.4142));
        assertEquals("PASS: the gain is 1.420. Right.", said(1.42));
    }

    @Test
    void aSlipIsToldItsReason() {
        assertEquals("FAIL: the gain is not 2.000. That is the variance: take the root.", said(2));
        assertEquals("FAIL: the gain is not 0.5000. That is the inverse.", said(0.5));
    }

    @Test
    void anythingElseIsToldHowFarOffItIs() {
        assertEquals("FAIL: the gain is not 1.800, which is 1.27 times what it should be.", said(1.8));
        assertEquals("FAIL: the gain is not -1.000.", said(-1));
        assertEquals("Not answered yet: the gain.", said(Double.NaN));
    }
}
