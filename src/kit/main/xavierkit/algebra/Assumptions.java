package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.util.*;
import java.util.function.Predicate;
import java.util.stream.*;
import xavierkit.algebra.Assumption.*;

/**
 * What a derivation takes for granted, and what follows from it. These conclusions are drawn, and no others:
 *
 * <ul>
 *   <li>several independent families are independent in pairs;
 *   <li>a symmetric family has mean 0;
 *   <li>two families that are identically distributed and independent of each other are jointly so;
 *   <li>independent families are uncorrelated, and so are functions of them;
 *   <li>members that are independent of each other are uncorrelated; products w_i z_i are so if the w_i also have mean 0
 *       and are independent of the z_i, and sums of such products too.
 * </ul>
 *
 * @param given the assumptions, in the order in which they were made
 */
public record Assumptions(Set<Assumption> given) {

    /** Copies the set. */
    public Assumptions {
        given = Collections.unmodifiableSet(new LinkedHashSet<>(given));
    }

    /** These assumptions. */
    public static Assumptions of(Assumption... given) {
        return new Assumptions(new LinkedHashSet<>(List.of(given)));
    }

    /**
     * The given assumptions from which {@code wanted} follows: itself, or what entails it; empty if it does not follow.
     */
    public Set<Assumption> behind(Assumption wanted) {
        if (given.contains(wanted)) {
            return Set.of(wanted);
        }
        for (Assumption stronger : given) {
            if (includes(stronger, wanted)) {
                return Set.of(stronger);
            }
        }
        for (List<Assumption> reason : reasons(wanted)) {
            List<Set<Assumption>> all = reason.stream().map(this::behind).toList();
            if (all.stream().noneMatch(Set::isEmpty)) {
                return all.stream().flatMap(Set::stream).collect(Collectors.toCollection(LinkedHashSet::new));
            }
        }
        return Set.of();
    }

    // Several families that are independent of each other are so in pairs
    private static boolean includes(Assumption strong, Assumption weak) {
        return strong instanceof Independent several
                && weak instanceof Independent pair
                && several.families().containsAll(pair.families());
    }

    /** Alternative lists of assumptions, each of which entails {@code wanted}. */
    static List<List<Assumption>> reasons(Assumption wanted) {
        if (wanted instanceof Identical identical && identical.families().size() == 2) {
            List<Assumption> reason = new ArrayList<>();
            identical.families().forEach(family -> reason.add(new Identical(Set.of(family))));
            reason.add(new Independent(identical.families()));
            return List.of(reason);
        }
        if (wanted instanceof MeanIs mean && mean.mean().equals(Term.ZERO)) {
            return List.of(List.of(new Symmetric(mean.family())));
        }
        if (wanted instanceof UncorrelatedTerms terms) {
            return uncorrelated(terms.index(), terms.body());
        }
        if (wanted instanceof Uncorrelated pair) {
            boolean single = pair.first().names(VARIABLE).size() == 1
                    && pair.second().names(VARIABLE).size() == 1;
            return single && pair.families().size() == 2
                    ? List.of(List.of(new Independent(pair.families())))
                    : List.of();
        }
        return List.of();
    }

    // Cov(w_1 z_1, w_2 z_2) = E[w_1] E[w_2] E[z_1 z_2] - ... = 0 if w has mean 0; and so for sums of such products, as
    // long as different terms have different members of w
    private static List<List<Assumption>> uncorrelated(String index, Term body) {
        Optional<Atom> sum = body.root(1).filter(atom -> atom.kind() == SUM);
        if (sum.isPresent()) {
            return uncorrelated(index, sum.get().inner());
        }
        Set<String> families = body.names(VARIABLE);
        if (!body.sharedIndices().contains(index)) {
            return List.of();
        }
        if (families.size() == 1) {
            return List.of(
                    families.stream().<Assumption>map(MutuallyIndependent::new).toList());
        }
        Predicate<String> linear = w -> body.map(product -> product.about(w))
                .root(1)
                .filter(atom -> atom.kind() == VARIABLE)
                .isPresent();
        return families.size() > 2 || body.summands().size() > 1
                ? List.of()
                : families.stream()
                        .filter(linear)
                        .map(w ->
                                List.of(Assumption.zeroMean(w), new MutuallyIndependent(w), new Independent(families)))
                        .toList();
    }

    @Override
    public String toString() {
        return given.isEmpty()
                ? "nothing"
                : given.stream().map(Assumption::toString).collect(Collectors.joining("; "));
    }
}
