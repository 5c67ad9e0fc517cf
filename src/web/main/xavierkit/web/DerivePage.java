package xavierkit.web;

import java.util.Map;

/** The script of the game, apart from the others: no page needs both. */
public final class DerivePage {

    private DerivePage() {}

    /** Started by the script. */
    public static void main(String[] arguments) {
        Web.run(Map.of("derive", DeriveWidget::start), Answers.ofDerivations());
    }
}
