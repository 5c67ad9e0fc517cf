package xavierkit.web;

import java.util.*;
import java.util.stream.*;
import xavierkit.matrix.Require;

/**
 * Two settings in the part of an address after the #: {@code a.depth=20&a.width=100&...&b.depth=20&...}; without b there
 * is one setting.
 */
record Link(Setting a, Optional<Setting> b) {

    /** What the page shows when it is opened. */
    static final Link DEFAULT = new Link(Setting.DEFAULT.with("start", "heuristic-2010"), Optional.of(Setting.DEFAULT));

    /**
     * Reads what {@link #toString} wrote; nothing is the default.
     *
     * @throws IllegalArgumentException whose message names the rule and the value that broke it
     */
    static Link parse(String text) {
        if (text.isEmpty()) {
            return DEFAULT;
        }
        for (String entry : text.split("&")) {
            boolean named = entry.startsWith("a.") || entry.startsWith("b.");
            Require.that(named, "every value must be of setting a or b, such as a.depth=20, got %s", entry);
        }
        String a = part(text, "a.");
        String b = part(text, "b.");
        return new Link(
                a.isEmpty() ? DEFAULT.a : Setting.parse(a),
                Optional.of(b).filter(s -> !s.isEmpty()).map(Setting::parse));
    }

    private static String part(String text, String prefix) {
        return Stream.of(text.split("&"))
                .filter(entry -> entry.startsWith(prefix))
                .map(entry -> entry.substring(prefix.length()))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String toString() {
        String both = prefixed("a.", a);
        return b.map(setting -> both + "&" + prefixed("b.", setting)).orElse(both);
    }

    private static String prefixed(String prefix, Setting setting) {
        return prefix + setting.toString().replace("&", "&" + prefix);
    }
}
