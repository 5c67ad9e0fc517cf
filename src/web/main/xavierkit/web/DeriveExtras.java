package xavierkit.web;

import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.game.*;

/** What stands below the game: the derivation as Java, and progress as a text and as a file. */
final class DeriveExtras {

    private static final String FILE = "xavierkit-derivations.txt";

    private final DeriveWidget page;

    /** For a page. */
    DeriveExtras(DeriveWidget page) {
        this.page = page;
    }

    /** Waits for files. */
    void start() {
        DeriveTouch.readFiles(page.part("file"), this::read);
    }

    void act(String what) {
        switch (what) {
            case "copy" -> copy("java");
            case "copy-assignment" -> copy("assignment");
            case "save" -> DeriveTouch.save(FILE, page.progress().toString());
            case "read" -> read(DeriveTouch.value(page.part("progress")));
            default -> throw new IllegalArgumentException("a button of this page does not do \"" + what + "\"");
        }
    }

    private void copy(String field) {
        boolean copied = DeriveTouch.copy(page.part(field));
        page.show(
                "copied",
                copied
                        ? "Copied."
                        : "This browser does not let the page copy: the text is selected, copy it with your keyboard.");
    }

    private void read(String text) {
        try {
            page.take(Progress.of(text));
            page.draw();
            page.show("read", "<p>Read: " + page.progress().solved() + " levels are solved.</p>");
        } catch (IllegalArgumentException e) {
            page.show("read", "<p class='error'>Nothing was changed. " + Chart.escaped(e.getMessage()) + "</p>");
        }
    }

    /** Shows the texts as they are now. */
    void draw() {
        Game game = page.game();
        DeriveTouch.write(page.part("java"), JavaChain.lesson(game));
        var assignment = JavaChain.assignment(game);
        HTMLElement box = page.part("assignment-box");
        box.setHidden(assignment.isEmpty());
        DeriveTouch.write(page.part("assignment"), assignment.orElse(""));
        DeriveTouch.write(page.part("progress"), page.progress().toString());
        page.show("copied", "");
    }
}
