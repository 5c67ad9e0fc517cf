package xavierkit.game;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;

/**
 * A start, what may be taken for granted, the rules on offer, and mostly a goal.
 *
 * @param id its name in saved texts, one word
 * @param name what it is about
 * @param start the first term
 * @param goal where to go; empty in free play
 * @param assumptions what is given; in free play, what may be chosen
 * @param offers the rules
 * @param routes known ways to the goal, as keys of rules: those that hints lead to
 * @param moral what it was good for, in a sentence
 * @param balance what may be solved for at the end, if anything
 */
public record Level(
        String id,
        String name,
        Term start,
        Optional<Term> goal,
        List<Assumption> assumptions,
        List<Offer> offers,
        List<List<String>> routes,
        String moral,
        Optional<Balance> balance) {

    /**
     * The result is to equal something: that decides a number.
     *
     * @param demand what is demanded, in words
     * @param preserved what the result is to equal
     * @param unknown what is solved for
     */
    public record Balance(String demand, Term preserved, Term unknown) {}

    /** Freezes the lists. */
    public Level {
        assumptions = List.copyOf(assumptions);
        offers = List.copyOf(offers);
        routes = List.copyOf(routes);
    }

    /** Whether there is no goal, and the assumptions are the player's choice. */
    public boolean isFree() {
        return goal.isEmpty();
    }

    /** Whether a term is the goal, in whatever form. */
    public boolean isGoal(Term term) {
        return goal.filter(term::isSameAs).isPresent();
    }

    /**
     * The offer with this key.
     *
     * @throws IllegalArgumentException if there is none
     */
    public Offer offer(String key) {
        return offers.stream()
                .filter(offer -> offer.key().equals(key))
                .findFirst()
                .orElseThrow(() -> {
                    String known = offers.stream().map(Offer::key).collect(Collectors.joining(", "));
                    return new IllegalArgumentException(
                            "a rule of the level " + id + " must be one of " + known + ", got \"" + key + "\"");
                });
    }

    /** The demand and what it makes of the unknown, as two terms to be set equal; empty if nothing is to be solved. */
    public Optional<Term> solution() {
        return balance.flatMap(b -> goal.map(g -> Derivation.of(g).preserve(b.preserved(), b.unknown())));
    }
}
