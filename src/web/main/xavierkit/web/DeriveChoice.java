package xavierkit.web;

import java.util.List;
import org.teavm.jso.dom.html.HTMLElement;
import xavierkit.algebra.Atom;
import xavierkit.game.Game;

/** Which parts of a formula can be chosen. */
final class DeriveChoice {

    private DeriveChoice() {}

    /** The atoms of the present term, inner ones too, that some rule on offer rewrites. */
    static List<Atom> places(Game game) {
        List<Game.Move> moves = game.moves();
        return game.current().term().allAtoms().stream()
                .filter(atom -> moves.stream()
                        .anyMatch(move -> move.offer().rule().match().apply(atom).isPresent()))
                .toList();
    }

    /** Marks the part that was chosen, wherever it stands. */
    static void mark(HTMLElement term, int place) {
        var all = term.querySelectorAll("[data-whole]");
        for (int i = 0; i < all.getLength(); i++) {
            boolean is = all.get(i).getAttribute("data-whole").equals("" + place);
            all.get(i).setAttribute("class", is ? "atom chosen" : "atom");
        }
    }
}
