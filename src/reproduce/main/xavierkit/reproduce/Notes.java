package xavierkit.reproduce;

import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import xavierkit.data.DataSet;
import xavierkit.training.HeldOut;

/** What stands above the numbers: how they were made, and what differs from the paper. */
final class Notes {

    private Notes() {}

    /** Lines that begin with #. */
    static String of(Figure figure, Experiments experiments) {
        List<Setting> settings = experiments.settings(figure);
        Scale scale = settings.get(0).scale();
        Stream<String> made = Stream.of(
                title(figure),
                "command: python3 environment/lab.py reproduce " + figure + option(figure, scale),
                "library: xavierkit " + Notes.class.getPackage().getImplementationVersion(),
                "seed: " + seeds(figure, settings.get(0)),
                "network: %s hidden layers of %s units, a linear layer and softmax"
                        .formatted(join(settings, Setting::hidden), scale.width()),
                "training: " + training(figure, scale),
                measured(figure, settings));
        return Stream.of(made, hypotheses(figure, experiments), differences(figure, settings))
                .flatMap(lines -> lines)
                .map(line -> "# " + line + "\n")
                .collect(Collectors.joining());
    }

    private static String title(Figure figure) {
        String name = figure.name().replace('_', ' ').toLowerCase(Locale.ROOT);
        return (figure.isOfThePaper() ? "Glorot and Bengio (2010), " : "") + name + ": " + figure.title();
    }

    private static String option(Figure figure, Scale scale) {
        return figure.isOfAnyScale() ? "" : " --scale " + scale;
    }

    private static String seeds(Figure figure, Setting setting) {
        return join(figure == Figure.RATES ? setting.trials() : setting.runs(1), Run::seed);
    }

    private static String training(Figure figure, Scale scale) {
        if (figure.isAtInitialization()) {
            return "none";
        }
        String rate = figure == Figure.RATES
                ? ""
                : ", at that of four learning rates with the smallest validation error in the end";
        return scale.updates() + " updates of batch 10" + rate
                + (scale.seeds() == 1 ? "" : ", on average over two other seeds");
    }

    private static String measured(Figure figure, List<Setting> settings) {
        if (figure == Figure.RATES) {
            return "error: "
                    + join(
                            settings,
                            setting -> samples("validation", setting.task().validation(), setting));
        }
        return figure == Figure.COMPARISONS || figure.statistics().contains(HeldOut.ERROR)
                ? "error: "
                        + join(
                                settings,
                                setting -> samples("test", setting.task().test(), setting))
                : "statistics: over 300 test samples";
    }

    private static String samples(String kind, DataSet samples, Setting setting) {
        return "%s %s samples of %s"
                .formatted(samples.size(), kind, setting.task().name());
    }

    private static Stream<String> hypotheses(Figure figure, Experiments experiments) {
        return figure != Figure.COMPARISONS
                ? Stream.empty()
                : Stream.concat(
                        Stream.of("mean error: over the records before training and after every "
                                + Scale.COMPARISON.every() + " updates"),
                        Comparison.of(experiments.others().get(0)).stream().map(one -> "hypothesis " + one));
    }

    private static Stream<String> differences(Figure figure, List<Setting> settings) {
        if (!figure.isOfThePaper()) {
            return Stream.empty();
        }
        Scale scale = settings.get(0).scale();
        Stream<String> trained = Stream.of(
                "far fewer updates, and one seed",
                "the rates that were tried; the paper prints neither these nor those it took");
        Stream<String> narrow = Stream.of(scale.width() + " units a layer instead of 1000");
        return Stream.of(
                        own(figure),
                        figure.isAtInitialization() ? Stream.<String>empty() : trained,
                        scale.width() == Scale.FULL.width() ? Stream.<String>empty() : narrow,
                        settings.stream()
                                .map(setting -> setting.task().origin())
                                .distinct())
                .flatMap(lines -> lines)
                .map("differs from the paper: "::concat);
    }

    private static Stream<String> own(Figure figure) {
        return switch (figure) {
            case FIGURE_7, FIGURE_8 ->
                Stream.of("gradients are of the mean cost of the 300 samples, and shown without rescaling");
            case FIGURE_11 -> Stream.of("no unsupervised pre-training");
            case FIGURE_12, TABLE_1 -> Stream.of("no CIFAR-10, no Small-ImageNet");
            default -> Stream.empty();
        };
    }

    private static <T> String join(List<T> all, Function<T, Object> part) {
        return all.stream().map(part).distinct().map(Object::toString).collect(Collectors.joining(", "));
    }
}
