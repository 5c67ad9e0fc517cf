package xavierkit.reproduce;

import static java.util.stream.Collectors.joining;

import java.util.*;
import java.util.function.Function;
import xavierkit.data.DataSet;
import xavierkit.training.HeldOut;
import xavierkit.view.ResultFile;

/**
 * The lines above the numbers: how they were made, and what differs from the paper.
 *
 * @param figure what is shown
 * @param settings what was trained for it
 */
record Notes(Figure figure, List<Setting> settings) {

    /** Lines that begin with #. */
    static String of(Figure figure, Experiments experiments) {
        Notes notes = new Notes(figure, experiments.settings(figure));
        List<String> lines = new ArrayList<>(notes.made());
        if (figure == Figure.COMPARISONS) {
            lines.add(
                    "mean error: over the records before training and after every " + notes.scale().every + " updates");
            Comparison.of(experiments.others().get(0)).forEach(one -> lines.add("hypothesis " + one));
        }
        if (figure.isOfThePaper()) {
            notes.differences().forEach(one -> lines.add(ResultFile.DIFFERENCE + one));
        }
        return lines.stream().map(line -> "# " + line + "\n").collect(joining());
    }

    private Scale scale() {
        return settings.get(0).scale();
    }

    private List<String> made() {
        String name = figure.name().replace('_', ' ').toLowerCase(Locale.ROOT) + ": " + figure.title;
        Setting first = settings.get(0);
        var runs = figure == Figure.RATES ? first.trials() : first.runs(1);
        return List.of(
                (figure.isOfThePaper() ? "Glorot and Bengio (2010), " : "") + name,
                "command: python3 environment/lab.py reproduce " + figure
                        + (figure.isOfAnyScale() ? "" : " --scale " + scale()),
                "library: xavierkit " + Notes.class.getPackage().getImplementationVersion(),
                "seed: " + join(runs.toList(), Run::seed),
                "network: " + join(settings, Setting::hidden) + " hidden layers of " + scale().width
                        + " units, a linear layer and softmax",
                "training: " + (figure.isAtInitialization() ? "none" : training()),
                measured());
    }

    private String training() {
        String rate = ", at that of four learning rates with the smallest validation error in the end";
        return scale().updates + " updates of batch 10" + (figure == Figure.RATES ? "" : rate)
                + (scale().seeds == 1 ? "" : ", on average over two other seeds");
    }

    private String measured() {
        if (figure == Figure.RATES) {
            return "error: "
                    + join(settings, one -> samples("validation", one.task().validation(), one));
        }
        return figure == Figure.COMPARISONS || figure.statistics.contains(HeldOut.ERROR)
                ? "error: " + join(settings, one -> samples("test", one.task().test(), one))
                : "statistics: over 300 test samples";
    }

    private static String samples(String kind, DataSet samples, Setting setting) {
        return samples.size() + " " + kind + " samples of " + setting.task().name();
    }

    private List<String> differences() {
        List<String> lines = new ArrayList<>(own());
        if (!figure.isAtInitialization()) {
            lines.add("far fewer updates, and one seed");
            lines.add("the rates that were tried; the paper prints neither these nor those it took");
        }
        if (scale() != Scale.FULL) {
            lines.add(scale().width + " units a layer instead of 1000");
        }
        settings.stream().map(one -> one.task().origin()).distinct().forEach(lines::add);
        return lines;
    }

    private List<String> own() {
        return switch (figure) {
            case FIGURE_7, FIGURE_8 ->
                List.of("gradients are of the mean cost of the 300 samples, and shown without rescaling");
            case FIGURE_11 -> List.of("no unsupervised pre-training");
            case FIGURE_12, TABLE_1 -> List.of("no CIFAR-10, no Small-ImageNet");
            default -> List.of();
        };
    }

    private static <T> String join(List<T> all, Function<T, Object> part) {
        return all.stream().map(part).distinct().map(Object::toString).collect(joining(", "));
    }
}
