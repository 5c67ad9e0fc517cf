package xavierkit.web;

import java.util.Map;

/** The script of all pages that draw numbers, and of the widgets in notebooks. */
public final class NumberPages {

    private NumberPages() {}

    /** Started by the script. */
    public static void main(String[] arguments) {
        Web.run(
                Map.ofEntries(
                        Map.entry("network", NetworkWidget::new),
                        Map.entry("fans", FansWidget::start),
                        Map.entry("depth", DepthWidget::start),
                        Map.entry("densities", DensitiesWidget::start),
                        Map.entry("phase", PhaseWidget::start),
                        Map.entry("start", StartWidget::start)),
                Answers.ofNumbers());
    }
}
