package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import org.teavm.jso.dom.html.*;
import xavierkit.web.Chart.Axis;

/** Trains the settings against each other, each in a worker of its own, and shows how they get on. */
final class TrainingPanel {

    private static final int UPDATES = 600;
    private static final double CHANCE = Math.log(10);
    private static final double HIGHEST = 5;

    private final List<SettingPanel> settings;
    private final List<TrainingRace> races = new ArrayList<>();
    private final RangeControl rate = new RangeControl(
            "learning rate",
            RangeControl.Scale.LOGARITHMIC,
            TrainingRun.LEAST_RATE,
            TrainingRun.MOST_RATE,
            0.05,
            () -> {});
    private final HTMLElement start = Dom.button("Train", this::start);
    private final HTMLElement stop = Dom.button("Stop", this::stop);
    private final HTMLElement progress = Dom.make("progress", "");
    private final HTMLElement said = Dom.make("p", "verdict");
    private final HTMLElement charts = Dom.make("div", "pair");
    private final HTMLElement shapes = Dom.make("div", "pair");

    TrainingPanel(List<SettingPanel> settings) {
        this.settings = settings;
        said.setAttribute("role", "status");
        progress.setAttribute("max", String.valueOf(UPDATES));
        progress.setAttribute("value", "0");
        progress.setAttribute("aria-label", "updates done");
        stop.setAttribute("disabled", "");
    }

    HTMLElement element() {
        String words =
                "The network above, with a softmax layer on top, learns 1,500 small images of handwritten digits by plain "
                        + "gradient descent, 50 images at a time. A network that knows nothing has a loss of ln 10 = 2.303.";
        return Dom.make(
                "div",
                "training",
                Dom.text("p", "", words),
                Dom.make("div", "controls", rate.element(), start, stop, progress),
                said,
                charts,
                shapes);
    }

    private void start() {
        stop();
        races.clear();
        said.setClassName("verdict");
        if (Page.digits().isEmpty()) {
            failed("The digits are missing: the file digits.js must lie beside this page");
            return;
        }
        settings.stream()
                .filter(SettingPanel::isShown)
                .forEach(one -> races.add(new TrainingRace(one.letter, this::draw, this::failed)));
        start.setAttribute("disabled", "");
        stop.removeAttribute("disabled");
        said.setTextContent("Training.");
        for (TrainingRace race : races) {
            Setting setting = settings.get(race.letter.equals("a") ? 0 : 1).setting();
            race.start(setting, rate.value(), UPDATES);
        }
    }

    private void stop() {
        boolean running = races.stream().anyMatch(TrainingRace::isRunning);
        races.forEach(TrainingRace::stop);
        if (running) {
            ended("Stopped. " + summary());
        }
    }

    private void failed(String sentence) {
        races.forEach(TrainingRace::stop);
        ended(sentence + ".");
        said.setClassName("verdict error");
    }

    private void ended(String sentence) {
        start.removeAttribute("disabled");
        stop.setAttribute("disabled", "");
        said.setTextContent(sentence);
    }

    private void draw() {
        int least = races.stream().mapToInt(TrainingRace::updates).min().orElse(0);
        progress.setAttribute("value", String.valueOf(least));
        charts.setInnerHTML(figure("Loss", losses()) + figure("Update to weight in each layer", ratios()));
        shapes.setInnerHTML(races.stream().map(TrainingRace::histograms).collect(Collectors.joining()));
        if (races.stream().noneMatch(TrainingRace::isRunning)) {
            ended("Done. " + summary());
        }
    }

    private static String figure(String caption, Chart chart) {
        return "<figure><figcaption>" + caption + "</figcaption>" + chart.svg() + "</figure>";
    }

    private String summary() {
        return races.stream().map(TrainingRace::summary).collect(Collectors.joining(" "));
    }

    private Chart losses() {
        Chart chart = new Chart(
                "Loss against updates. " + summary(),
                "update",
                Axis.linear(0, UPDATES),
                "loss, nats",
                Axis.linear(0, HIGHEST));
        chart.line("theory ink", new double[] {0, UPDATES}, new double[] {CHANCE, CHANCE});
        chart.label("", 0.8 * UPDATES, CHANCE + 0.1, "ln 10");
        races.forEach(race -> chart.line(race.letter, race.course("update"), race.course("loss")));
        return chart;
    }

    private Chart ratios() {
        int layers =
                races.stream().mapToInt(race -> race.now("ratio").length).max().orElse(1);
        Chart chart = new Chart(
                "Update to weight in each layer; 0.0001 to 0.01 is healthy.",
                "layer",
                Axis.linear(0.5, layers + 0.5),
                "update / weight",
                Axis.logarithmic(1e-8, 1));
        double[] ends = {0.5, layers + 0.5};
        chart.band("ink", ends, new double[] {1e-4, 1e-4}, new double[] {1e-2, 1e-2});
        for (TrainingRace race : races) {
            double[] ratios = DoubleStream.of(race.now("ratio"))
                    .map(r -> r > 0 ? r : Double.NaN)
                    .toArray();
            chart.points(
                    race.letter,
                    IntStream.rangeClosed(1, ratios.length).asDoubleStream().toArray(),
                    ratios);
        }
        return chart;
    }
}
