package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import xavierkit.algebra.*;
import xavierkit.game.*;

/** What the page of derivations shows of a game, as HTML: everything that can be touched says in data-do what it does. */
final class DeriveHtml {

    private DeriveHtml() {}

    static String button(String action, String style, String label, String text) {
        String name = label.isEmpty() ? "" : " aria-label='" + Chart.escaped(label) + "'";
        return "<button type='button' class='%s' data-do='%s'%s>%s</button>".formatted(style, action, name, text);
    }

    /** All levels as a row of buttons. */
    static String levels(Level open, Progress progress) {
        StringBuilder text = new StringBuilder("<ol class='levels'>");
        int number = 0;
        for (Level level : Levels.all()) {
            number++;
            boolean solved = progress.isSolved(level);
            String label = "Level " + number + ": " + level.name() + (solved ? ", solved" : "");
            text.append(levelButton(
                    level, level.id().equals(open.id()), solved, label, number + (solved ? "\u00a0\u2713" : "")));
        }
        Level free = open.isFree() ? open : FreeLevels.all().get(0);
        text.append(levelButton(free, open.isFree(), false, "Free play", "free"));
        return text + "</ol><p class='solved'>" + progress.solved() + " of "
                + Levels.all().size() + " solved</p>";
    }

    private static String levelButton(Level level, boolean open, boolean solved, String label, String text) {
        return "<li>"
                + button("level " + level.id(), solved ? "solved" : "", label, text)
                        .replace(
                                "<button ",
                                open
                                        ? "<button aria-current='step' title='" + Chart.escaped(label) + "' "
                                        : "<button title='" + Chart.escaped(label) + "' ")
                + "</li>";
    }

    /** What is to be done, and what is given. */
    static String task(Level level) {
        int number = Levels.all().indexOf(level) + 1;
        if (level.isFree()) {
            String options = FreeLevels.all().stream()
                    .map(free -> "<option value='%s'%s>%s</option>"
                            .formatted(
                                    free.id(),
                                    free.id().equals(level.id()) ? " selected" : "",
                                    Chart.escaped(free.name())))
                    .collect(Collectors.joining());
            return "<h2>Free play</h2><p><label>Start with <select data-do='level'>" + options
                    + "</select></label></p><p>Choose what is given, then rewrite the formula as you like.</p>";
        }
        String equation = MathMl.plain(level.start()) + " <math><mo>=</mo></math> "
                + formula(level.goal().orElseThrow());
        return "<h2>" + number + ". " + Chart.escaped(level.name())
                + "</h2><p class='aim'>Show that <span class='equation'>" + equation + "</span></p>" + briefly(level)
                + "<p>Tap a part of the formula, then choose what to do with it.</p>";
    }

    // On a narrow screen the list stands far below
    private static String briefly(Level level) {
        String all = level.assumptions().stream().map(Assumption::toString).collect(Collectors.joining("; "));
        return all.isEmpty() ? "" : "<p class='narrow soft'>Given: " + Chart.escaped(all) + ".</p>";
    }

    private static String formula(Term term) {
        return new MathMl(List.of())
                .summands(term).stream()
                        .map(summand -> "<span class='summand'>" + summand + "</span>")
                        .collect(Collectors.joining(" "));
    }

    /** What is given: each with a way to do without. */
    static String given(Game game) {
        Level level = game.level();
        if (level.assumptions().isEmpty()) {
            return "<h3>Given</h3><p>Nothing: this holds for all variables.</p>";
        }
        StringBuilder text = new StringBuilder("<h3>Given</h3><ul class='given'>");
        for (int i = 0; i < level.assumptions().size(); i++) {
            String name = level.assumptions().get(i).toString();
            boolean is = game.given().given().contains(level.assumptions().get(i));
            text.append("<li>")
                    .append(
                            level.isFree()
                                    ? "<label><input type='checkbox' data-do='toggle %d'%s> %s</label>"
                                            .formatted(i, is ? " checked" : "", Chart.escaped(name))
                                    : "<span>" + Chart.escaped(name) + "</span> "
                                            + button("drop " + i, "small", "Drop: " + name, "drop it"))
                    .append("</li>");
        }
        return text + "</ul>" + (level.isFree() ? "<p class='soft'>A change starts the derivation anew.</p>" : "");
    }

    /** The present term, large, each part that a rule may rewrite a button. */
    static String term(Term term, List<Atom> places) {
        String formulas = new MathMl(places)
                .summands(term).stream()
                        .map(formula -> "<span class='summand'>" + formula + "</span>")
                        .collect(Collectors.joining());
        return "<div class='term' role='group' aria-label='The formula: " + Chart.escaped(term.toString()) + "'>"
                + formulas + "</div>";
    }

    /** The rules that fit a part of the term. */
    static String rules(Atom place, List<Game.Move> moves) {
        String buttons = moves.stream()
                .map(move -> button(
                        "apply " + move.offer().key(),
                        "rule",
                        "",
                        "<b>" + Chart.escaped(move.offer().rule().name()) + "</b> <span>"
                                + Chart.escaped(move.offer().rule().reason()) + also(place, move.attempt())
                                + "</span>"))
                .collect(Collectors.joining());
        return "<div class='rules' role='group' aria-label='Rules for " + Chart.escaped(MathMl.text(place))
                + "'><p class='soft'>Rules for " + MathMl.plain(place) + "</p>" + buttons + "</div>";
    }

    private static String also(Atom place, Attempt attempt) {
        String others = attempt.rewritten().stream()
                .filter(atom -> !atom.equals(place))
                .map(MathMl::plain)
                .collect(Collectors.joining(", "));
        String first = attempt.rewritten().contains(place)
                ? " Rewrites at the same time: "
                : " Rewrites what stands around it: ";
        return others.isEmpty() ? "" : "<em>" + first + others + ".</em>";
    }

    /** The lines so far, each a place to go back to. */
    static String lines(Game game) {
        StringBuilder text = new StringBuilder("<h3>Your derivation</h3><ol class='lines'>");
        List<Game.Node> path = game.path(game.current());
        for (Game.Node node : path) {
            boolean first = node.parent() < 0;
            String rule = first ? "" : game.level().offer(node.key()).rule().name();
            boolean exact = first || game.level().offer(node.key()).rule().exact();
            String sign = first ? "" : "<math><mo>" + (exact ? "=" : "\u2248") + "</mo></math> ";
            boolean last = node.number() == game.current().number();
            String back = last ? "" : button("go " + node.number(), "small", "Go back to " + node.term(), "back here");
            text.append("<li><span class='formula'>" + sign + formula(node.term()) + "</span> <span class='by'>"
                    + Chart.escaped(rule) + "</span> " + back + "</li>");
        }
        return text + "</ol>";
    }

    /** What may be done besides. */
    static String controls(Game game, String next) {
        boolean start = game.current().parent() < 0;
        return (game.isSolved() ? next : "")
                + button("undo", "", "", "Undo").replace("<button", start ? "<button disabled" : "<button")
                + button("hint", "", "", "Hint")
                + button("restart", "", "", "Start again").replace("<button", start ? "<button disabled" : "<button");
    }

    /** What a solved level was good for. */
    static String solved(Game game) {
        Level level = game.level();
        int steps = game.path(game.current()).size() - 1;
        String solution = level.balance()
                .map(b -> " Demand that " + Chart.escaped(b.demand()) + ": then " + MathMl.plain(b.unknown())
                        + " <math><mo>=</mo></math> "
                        + MathMl.plain(level.solution().orElseThrow()) + ".")
                .orElse("");
        return "<p class='good'><span class='tick' aria-hidden='true'>\u2713</span> <strong>Solved in " + steps
                + (steps == 1 ? " step" : " steps") + ".</strong> " + Chart.escaped(level.moral()) + solution + "</p>";
    }

    /** The distribution that refutes a step: how it is made, a table, and both sides. */
    static String refutation(String lines) {
        StringBuilder head = new StringBuilder();
        StringBuilder table = new StringBuilder(
                "<div class='table' tabindex='0' role='region' aria-label='The distribution'><table>");
        StringBuilder sides = new StringBuilder("<ul class='sides'>");
        for (String line : lines.split("\n")) {
            List<String> fields = List.of(line.split("\t"));
            String rest = Chart.escaped(String.join(" = ", fields.subList(1, fields.size())));
            switch (fields.get(0)) {
                case "made" -> head.append("Take ").append(rest);
                case "symbol" -> head.append(" With ").append(rest).append('.');
                case "columns" -> table.append(cells("th scope='col'", fields)).append("<tbody>");
                case "row" -> table.append(cells("td", fields));
                case "more" -> table.append("<tr><td colspan='9'>and " + rest + " more</td></tr>");
                case "part" -> sides.append("<li>" + rest + "</li>");
                case "left" -> sides.append("<li class='side'>Left: <b>" + rest + "</b></li>");
                default -> sides.append("<li class='side'>Right: <b>" + rest + "</b></li>");
            }
        }
        return "<p>" + head + "</p>" + table + "</tbody></table></div>" + sides
                + "</ul><p class='bad'><strong>Not equal.</strong></p>";
    }

    private static String cells(String tag, List<String> fields) {
        String end = tag.split(" ")[0];
        return fields.stream()
                .skip(1)
                .map(field -> "<" + tag + ">" + Chart.escaped(field) + "</" + end + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>"));
    }
}
