package xavierkit.web;

import java.util.*;
import org.teavm.jso.dom.events.Event;
import org.teavm.jso.dom.html.*;

/** A live network: two settings side by side, what becomes of their signals, and a race of the two. */
final class NetworkWidget {

    private static final String INTRODUCTION =
            "Each dot is the mean square of the signal in one layer of a random network "
                    + "that was drawn a moment ago; the dashed line is what theory predicts for it, and the band is where a layer "
                    + "lies, given the one before it, 15,999 times out of 16,000. Try it: move the gain of setting A until its "
                    + "signal survives all 20 layers, or choose one of the classical accidents.";

    private final SettingPanel a;
    private final SettingPanel b;
    private final ProfileCharts charts = new ProfileCharts();
    private final Map<SettingPanel, Histograms> histograms = new LinkedHashMap<>();
    private final HTMLElement problem = Dom.make("p", "error");
    private final HTMLElement copied = Dom.make("span", "copied");
    private final HTMLInputElement both = (HTMLInputElement) Dom.make("input", "");
    private final HTMLElement seed = Dom.make("span", "soft");
    private final TrainingPanel training;

    /** Fills an element. */
    NetworkWidget(HTMLElement root) {
        a = new SettingPanel("a", Link.DEFAULT.a(), this::changed, this::draw);
        b = new SettingPanel("b", Setting.DEFAULT, this::changed, this::draw);
        training = new TrainingPanel(List.of(a, b));
        root.clear();
        root.getClassList().add("network");
        root.setAttribute("data-lm-suppress-shortcuts", "true"); // JupyterLab leaves keys alone
        problem.setAttribute("role", "alert");
        copied.setAttribute("role", "status");
        for (HTMLElement part : parts()) {
            root.appendChild(part);
        }
        read();
        Page.onHash(this::read);
    }

    private List<HTMLElement> parts() {
        HTMLElement settings = Dom.make("div", "pair", a.element(), b.element());
        HTMLElement shapes = Dom.make("div", "pair");
        for (SettingPanel panel : List.of(a, b)) {
            histograms.put(panel, new Histograms());
            shapes.appendChild(histograms.get(panel).element());
        }
        return List.of(
                Dom.text("p", "lead", INTRODUCTION),
                problem,
                presets(),
                legend(),
                charts.element(),
                settings,
                tools(),
                Dom.text("h2", "", "Distributions"),
                shapes,
                Dom.text("h2", "", "Train it"),
                training.element());
    }

    private HTMLElement presets() {
        HTMLElement group = Dom.make("div", "controls", Dom.text("span", "name", "Classical accidents:"));
        group.setAttribute("role", "group");
        group.setAttribute("aria-label", "Classical accidents");
        for (Preset preset : Preset.ALL) {
            group.appendChild(Dom.button(preset.name(), () -> choose(preset.link())));
        }
        return group;
    }

    private HTMLElement tools() {
        both.setType("checkbox");
        both.addEventListener("change", (Event event) -> choose(link()));
        HTMLElement renew = Dom.button("New seed", this::reseed);
        HTMLElement copy = Dom.button("Copy link", this::copy);
        return Dom.make("div", "controls", Dom.labelled("compare with setting B", both), renew, seed, copy, copied);
    }

    private static HTMLElement legend() {
        HTMLElement legend = Dom.make("p", "legend");
        legend.setInnerHTML("<span class='key-a'>● setting A</span> <span class='key-b'>● setting B</span> "
                + "<span>●&nbsp;measured, <span aria-hidden='true'>- - -</span> theory (dashed), "
                + "band: where a right layer lies</span>");
        return legend;
    }

    /** Shows the settings of the page's address. */
    private void read() {
        try {
            problem.setTextContent("");
            show(Link.parse(Page.hash()));
        } catch (IllegalArgumentException e) {
            problem.setTextContent(
                    "This link is broken: " + e.getMessage() + ". The page shows its usual settings instead.");
            show(Link.DEFAULT);
        }
    }

    private void show(Link link) {
        both.setChecked(link.b().isPresent());
        a.show(Optional.of(link.a()));
        b.show(link.b());
        seed.setTextContent("seed " + link.a().seed());
        draw();
    }

    private void choose(Link link) {
        show(link);
        changed();
    }

    private Link link() {
        return new Link(a.setting(), other());
    }

    private Optional<Setting> other() {
        return Optional.of(b.setting()).filter(setting -> both.isChecked());
    }

    private void reseed() {
        String next = String.valueOf((a.setting().seed() + 1) % Setting.MOST_SEED);
        choose(new Link(a.setting().with("seed", next), other().map(setting -> setting.with("seed", next))));
    }

    private void copy() {
        String address = Page.address() + "#" + link();
        Page.copy(
                address,
                () -> copied.setTextContent("Copied."),
                () -> copied.setTextContent("Copy it from here: " + address));
    }

    /** The reader has changed something, or is about to. */
    private void changed() {
        if (!isSliding()) {
            copied.setTextContent("");
            problem.setTextContent("");
            seed.setTextContent("seed " + a.setting().seed());
            Page.setHash(link().toString());
        }
    }

    private boolean isSliding() {
        return a.isSliding() || b.isSliding();
    }

    private void draw() {
        if (a.found() == null) {
            return;
        }
        charts.draw(List.of(a, b), isSliding());
        histograms.forEach((panel, shapes) -> shapes.draw(panel));
    }
}
