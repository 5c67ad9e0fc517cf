package xavierkit.game;

import java.util.*;
import java.util.stream.Stream;
import xavierkit.algebra.*;
import xavierkit.game.Level.Balance;

/** A level on its way. */
final class Draft {

    private final String id;
    private final String name;
    private final Term start;
    private final List<Assumption> assumptions = new ArrayList<>();
    private final List<Offer> offers = new ArrayList<>();
    private Optional<Term> goal = Optional.empty();
    private Optional<Balance> balance = Optional.empty();
    private String moral = "";

    Draft(String id, String name, Term start) {
        this.id = id;
        this.name = name;
        this.start = start;
    }

    Draft given(Assumption... given) {
        assumptions.addAll(List.of(given));
        return this;
    }

    Draft with(Offer... own) {
        offers.addAll(List.of(own));
        return this;
    }

    Draft to(Term end, String why) {
        goal = Optional.of(end);
        moral = why;
        return this;
    }

    Draft solve(String demand, Term preserved, Term unknown) {
        balance = Optional.of(new Balance(demand, preserved, unknown));
        return this;
    }

    Level by(String... routes) {
        offers.addAll(Levels.GENERAL);
        List<List<String>> ways =
                Stream.of(routes).map(route -> List.of(route.split(" "))).toList();
        return new Level(id, name, start, goal, assumptions, offers, ways, moral, balance);
    }
}
