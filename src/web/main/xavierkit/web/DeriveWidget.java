package xavierkit.web;

import java.util.*;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.algebra.*;
import xavierkit.game.*;

/** The page of derivations: a game of {@link Levels}, played by touching the formula. */
final class DeriveWidget {

    private static final String KEY = "xavierkit-derive";

    private final HTMLElement root;
    private final Map<String, String> shown = new HashMap<>();
    private final DeriveWork work = new DeriveWork(this);
    private final DeriveExtras extras = new DeriveExtras(this);
    private Progress progress = new Progress();
    private Game game = new Game(progress.open());
    private List<Atom> places = List.of();
    private List<Game.Move> moves = List.of();
    private int hints;
    private boolean unsaved;

    private DeriveWidget(HTMLElement root) {
        this.root = root;
    }

    /** Fills an element. */
    static void start(HTMLElement root) {
        DeriveWidget widget = new DeriveWidget(root);
        root.setInnerHTML(DeriveLayout.HTML);
        DeriveTouch.listen(root, widget::act);
        widget.extras.start();
        widget.restore(DeriveTouch.kept(KEY));
        widget.draw();
    }

    private void restore(String kept) {
        try {
            if (kept != null) {
                take(Progress.trusted(kept));
            }
        } catch (IllegalArgumentException e) {
            progress = new Progress();
            game = new Game(progress.open());
            show(
                    "note",
                    "<p class='error'>What this browser had kept cannot be read, so the game begins anew. "
                            + Chart.escaped(e.getMessage()) + "</p>");
        }
    }

    Game game() {
        return game;
    }

    Progress progress() {
        return progress;
    }

    HTMLElement part(String name) {
        return root.querySelector("[data-part='" + name + "']");
    }

    /** Puts HTML into a part of the page, unless it is there already: whether it was not. */
    boolean show(String part, String html) {
        boolean changed = !html.equals(shown.put(part, html));
        if (changed) {
            part(part).setInnerHTML(html);
        }
        return changed;
    }

    void focus(String selector) {
        DeriveTouch.focus(root, selector);
    }

    /** Goes on with a progress, from a file or from storage. */
    void take(Progress other) {
        Game there = other.game(other.open());
        progress = other;
        game = there;
    }

    // --- What can be done -------------------------------------------------------------------

    private void act(String text) {
        int end = (text + " ").indexOf(' ');
        String rest = text.substring(end).strip();
        switch (text.substring(0, end)) {
            case "choose" -> choose(Integer.parseInt(rest));
            case "apply" -> apply(rest);
            case "go" -> moved(() -> game.goTo(Integer.parseInt(rest)));
            case "undo" -> moved(game::undo);
            case "restart" -> moved(() -> game.goTo(0));
            case "level" -> open(Levels.of(rest));
            case "hint" -> hint();
            case "drop" -> drop(game.level().assumptions().get(Integer.parseInt(rest)));
            case "toggle" -> toggle(Integer.parseInt(rest));
            case "check" -> work.check(game.text(game.current()));
            case "stop" -> work.stop();
            default -> extras.act(text);
        }
    }

    private void choose(int place) {
        Atom atom = places.get(place);
        moves = game.moves(atom);
        show("rules", DeriveHtml.rules(atom, moves));
        markChosen(place);
        focus(".rules button");
    }

    private void markChosen(int place) {
        var all = part("term").querySelectorAll("[data-whole]");
        for (int i = 0; i < all.getLength(); i++) {
            boolean is = all.item(i).getAttribute("data-whole").equals("" + place);
            all.item(i).setAttribute("class", is ? "atom chosen" : "atom");
        }
    }

    private void apply(String key) {
        Game.Move move = moves.stream()
                .filter(m -> m.offer().key().equals(key))
                .findFirst()
                .orElseThrow();
        if (move.attempt().isAllowed()) {
            moved(() -> game.apply(move));
            return;
        }
        show(
                "status",
                "<p class='bad'><strong>Refused.</strong> "
                        + Chart.escaped(move.attempt().refusal()) + "</p>");
        work.refute(game.text(game.current()) + " " + key);
    }

    private void moved(Runnable move) {
        move.run();
        hints = 0;
        work.clear();
        draw();
        focus(game.isSolved() ? "[data-part='controls'] button" : "[data-part='term'] button");
    }

    private void open(Level level) {
        keep();
        game = progress.game(level);
        progress.keep(game);
        moved(() -> {});
        focus("h2");
    }

    private void hint() {
        Hint hint = Hint.of(game);
        hints = Math.min(3, hints + 1);
        StringBuilder text = new StringBuilder("<p>" + Chart.escaped(hint.weak()) + "</p>");
        text.append(hints > 1 ? "<p>" + Chart.escaped(hint.middle()) + "</p>" : "");
        text.append(hints > 2 ? "<p>" + Chart.escaped(hint.strong()) + "</p>" : "");
        boolean more = hints < 3 && !hint.weak().equals(hint.strong());
        text.append(
                more
                        ? DeriveHtml.button("hint", "small", "", hints == 1 ? "A stronger hint" : "Tell me the move")
                        : "");
        show("hint", text.toString());
        focus("[data-part='hint'] button");
    }

    private void drop(Assumption one) {
        Dropped dropped = Dropped.of(game, one);
        String without = "Without \u201c" + one + "\u201d ";
        if (dropped.refused().isEmpty()) {
            boolean begun = game.current().parent() >= 0;
            show(
                    "status",
                    "<p>" + Chart.escaped(without)
                            + (begun
                                    ? "every step so far goes through as well."
                                    : "nothing changes yet: no step has been made.")
                            + "</p>");
            work.clear();
            return;
        }
        String key = dropped.refused().get();
        int step = dropped.game().path(dropped.game().current()).size();
        String refusal = dropped.game().move(key).attempt().refusal();
        show(
                "status",
                "<p class='bad'><strong>" + Chart.escaped(without) + "step " + step + " is refused.</strong> "
                        + Chart.escaped(refusal) + "</p>");
        work.refute(dropped.game().text(dropped.game().current()) + " " + key);
    }

    private void toggle(int assumption) {
        try {
            game = game.toggled(game.level().assumptions().get(assumption));
            moved(() -> {});
        } catch (IllegalArgumentException e) {
            shown.remove("given");
            draw();
            show("status", "<p class='error'>" + Chart.escaped(e.getMessage()) + ".</p>");
        }
        focus("[data-do='toggle " + assumption + "']");
    }

    // --- What is shown ----------------------------------------------------------------------

    /** Draws everything that has changed. */
    void draw() {
        keep();
        Level level = game.level();
        places = game.places();
        show("levels", DeriveHtml.levels(level, progress));
        show("task", DeriveHtml.task(level));
        show("given", DeriveHtml.given(game));
        if (show("term", DeriveHtml.term(game.current().term(), places))) {
            DeriveTouch.layButtons(part("term"));
        }
        show("rules", "");
        show("status", status());
        show("hint", "");
        show("controls", DeriveHtml.controls(game, next()));
        show("lines", DeriveHtml.lines(game));
        show("sketch", DeriveSketch.of(game));
        extras.draw();
        DeriveTouch.letScroll(root);
    }

    private String status() {
        boolean stuck = places.isEmpty() && !game.level().isFree();
        return game.isSolved()
                ? DeriveHtml.solved(game)
                : stuck ? "<p>Nothing is left to rewrite here. Undo, or branch off earlier.</p>" : "";
    }

    private String next() {
        List<Level> all = Levels.all();
        int place = all.indexOf(game.level()) + 1;
        Level level = place < all.size() ? all.get(place) : FreeLevels.all().get(0);
        return DeriveHtml.button("level " + level.id(), "next", "", place < all.size() ? "Next level" : "Free play");
    }

    private void keep() {
        progress.keep(game);
        if (!unsaved && !DeriveTouch.keep(KEY, progress.toString())) {
            unsaved = true;
            show(
                    "note",
                    "<p class='error'>This browser does not let the page keep your progress: its storage is full or forbidden. You can go on, and save it as a file below.</p>");
        }
    }
}
