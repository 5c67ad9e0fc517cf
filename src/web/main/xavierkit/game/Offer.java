package xavierkit.game;

import xavierkit.algebra.Rule;

/**
 * A rule that a level offers.
 *
 * @param key its name in saved texts, one word
 * @param rule the rule
 * @param java the expression that a notebook writes for it
 */
public record Offer(String key, Rule rule, String java) {

    static Offer zeroMean(String family) {
        return about("zero-", "zeroMean", family, Rule.zeroMean(family));
    }

    static Offer identical(String family) {
        return about("identical-", "identical", family, Rule.identical(family));
    }

    static Offer indicator(String family) {
        return about("indicator-", "indicator", family, Rule.indicator(family));
    }

    private static Offer about(String prefix, String method, String family, Rule rule) {
        return new Offer(prefix + family, rule, "Rule." + method + "(\"" + family + "\")");
    }
}
