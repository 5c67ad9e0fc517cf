package xavierkit.game;

import java.util.*;
import xavierkit.algebra.*;

/**
 * What becomes of a route without one of its assumptions: it still goes through, or a step of it is refused.
 *
 * @param game the route as far as it goes without the assumption
 * @param refused the key of the rule that is refused; empty if none is
 */
public record Dropped(Game game, Optional<String> refused) {

    /** The route to where a player stands, without an assumption. */
    public static Dropped of(Game game, Assumption without) {
        Game again = game.toggled(without);
        for (Game.Node node : game.path(game.current()).stream().skip(1).toList()) {
            if (!again.move(node.key()).attempt().isAllowed()) {
                return new Dropped(again, Optional.of(node.key()));
            }
            again.apply(node.key());
        }
        return new Dropped(again, Optional.empty());
    }
}
