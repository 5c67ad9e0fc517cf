package xavierkit.algebra;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Independent;
import xavierkit.algebra.Assumption.MeanIs;
import xavierkit.algebra.Assumption.MutuallyIndependent;
import xavierkit.algebra.Assumption.Symmetric;
import xavierkit.algebra.Assumption.Uncorrelated;
import xavierkit.algebra.Assumption.UncorrelatedTerms;

/**
 * What a derivation takes for granted, and what follows from it.
 *
 * @param given the assumptions, in the order in which they were made
 */
public record Assumptions(Set<Assumption> given) {

    /** Freezes the set. */
    public Assumptions {
        given = java.util.Collections.unmodifiableSet(new LinkedHashSet<>(given));
    }

    /** These assumptions. */
    public static Assumptions of(Assumption... given) {
        return new Assumptions(new LinkedHashSet<>(List.of(given)));
    }

    /**
     * The given assumptions from which {@code wanted} follows: itself, or what entails it; empty if
     * it does not follow.
     */
    public Set<Assumption> behind(Assumption wanted) {
        if (given.contains(wanted)) {
            return Set.of(wanted);
        }
        Optional<Assumption> stronger =
                given.stream().filter(a -> includes(a, wanted)).findFirst();
        if (stronger.isPresent()) {
            return Set.of(stronger.get());
        }
        return reasons(wanted).stream()
                .filter(reason -> reason.stream().noneMatch(a -> behind(a).isEmpty()))
                .findFirst()
                .map(this::behindAll)
                .orElse(Set.of());
    }

    private Set<Assumption> behindAll(List<Assumption> reason) {
        Set<Assumption> all = new LinkedHashSet<>();
        reason.forEach(a -> all.addAll(behind(a)));
        return all;
    }

    // several families that are independent of each other are so in pairs
    private static boolean includes(Assumption strong, Assumption weak) {
        return strong instanceof Independent several
                && weak instanceof Independent pair
                && several.families().containsAll(pair.families());
    }

    /** Alternative sets of assumptions, each of which entails {@code wanted}. */
    static List<List<Assumption>> reasons(Assumption wanted) {
        if (wanted instanceof Identical identical && identical.families().size() == 2) {
            List<String> names = List.copyOf(identical.families());
            return List.of(List.of(
                    new Identical(Set.of(names.get(0))),
                    new Identical(Set.of(names.get(1))),
                    new Independent(names.get(0), names.get(1))));
        }
        if (wanted instanceof MeanIs mean && mean.mean().equals(Term.ZERO)) {
            return List.of(List.of(new Symmetric(mean.family())));
        }
        if (wanted instanceof UncorrelatedTerms terms) {
            return uncorrelated(terms.index(), terms.body());
        }
        if (wanted instanceof Uncorrelated pair) {
            List<String> first = families(pair.first());
            List<String> second = families(pair.second());
            if (first.size() == 1 && second.size() == 1 && !first.equals(second)) {
                return List.of(List.of(new Independent(first.get(0), second.get(0))));
            }
        }
        return List.of();
    }

    // Cov(w_1 z_1, w_2 z_2) = E[w_1] E[w_2] E[z_1 z_2] - ... = 0 if w has mean 0; and so for sums
    // of such products, as long as different terms have different members of w
    private static List<List<Assumption>> uncorrelated(String index, Term body) {
        Optional<Term> inside =
                Rule.single(body).flatMap(atom -> atom.as(Atom.Sum.class)).map(Atom.Sum::body);
        if (inside.isPresent()) {
            return uncorrelated(index, inside.get());
        }
        List<String> families = families(body);
        if (!sharedIndices(body).contains(index)) {
            return List.of();
        }
        if (families.size() == 1) {
            return List.of(List.of(new MutuallyIndependent(families.get(0))));
        }
        if (families.size() != 2 || body.summands().size() != 1) {
            return List.of();
        }
        return families.stream()
                .filter(w -> isLinearIn(body, w))
                .map(w -> List.<Assumption>of(
                        Assumption.zeroMean(w),
                        new MutuallyIndependent(w),
                        new Independent(families.get(0), families.get(1))))
                .toList();
    }

    /** The indices that every variable has: (i) in w_i z_i; none if two variables differ in them. */
    static List<String> sharedIndices(Term term) {
        List<List<String>> all =
                term.variables().stream().map(Atom.Variable::indices).distinct().toList();
        return all.size() == 1 ? all.get(0) : List.of();
    }

    private static boolean isLinearIn(Term body, String family) {
        return body.summands().firstKey().powers().entrySet().stream()
                .filter(e -> families(Term.of(e.getKey())).contains(family))
                .allMatch(e -> e.getValue() == 1 && e.getKey() instanceof Atom.Variable);
    }

    static List<String> families(Term term) {
        return term.variables().stream()
                .map(Atom.Variable::name)
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public String toString() {
        return given.isEmpty()
                ? "nothing"
                : given.stream().map(Assumption::toString).collect(Collectors.joining("; "));
    }
}
