package xavierkit.algebra;

import static xavierkit.algebra.Atom.Kind.*;

import java.util.*;
import java.util.function.*;
import java.util.stream.*;
import org.apache.commons.numbers.fraction.BigFraction;
import xavierkit.algebra.Assumption.*;

/**
 * What a derivation takes for granted, and what follows from it. These conclusions are drawn, and no others:
 *
 * <ul>
 *   <li>several independent families are independent in pairs, and jointly identical ones each by itself;
 *   <li>a family of a known shape is symmetric, and a symmetric family has mean 0;
 *   <li>families that are identically distributed and independent of each other are jointly so;
 *   <li>independent families are uncorrelated, and so are functions of them, and sums of what is uncorrelated;
 *   <li>members that are independent of each other are uncorrelated; products w_i z_i are so if the w_i also have mean 0
 *       and are independent of the z_i, and sums of such products too.
 * </ul>
 *
 * @param given the assumptions, in the order in which they were made
 */
public record Assumptions(Set<Assumption> given) {

    /**
     * Copies the set.
     *
     * @throws IllegalArgumentException if two of them contradict each other, or leave a variable only one value
     */
    public Assumptions {
        given = Collections.unmodifiableSet(new LinkedHashSet<>(given));
        for (Assumption one : given) {
            for (Assumption other : given) {
                if (contradict(one, other)) {
                    throw new IllegalArgumentException("no variable that varies satisfies both: " + one + "; " + other);
                }
            }
        }
    }

    private static boolean contradict(Assumption one, Assumption other) {
        if (!(one instanceof OfOne a && other instanceof OfOne b && a.family().equals(b.family()))) {
            return false;
        }
        Optional<BigFraction> mean = mean(one).flatMap(Term::number);
        return one instanceof SumIs && other instanceof MutuallyIndependent
                || one instanceof HasShape && other instanceof HasShape && !one.equals(other)
                || one instanceof SumIs sum && other instanceof SumIs to && differ(sum.total(), to.total())
                || other instanceof Indicator
                        && mean.isPresent()
                        && Math.abs(mean.get().doubleValue() - 0.5) >= 0.5
                || mean(one).flatMap(x -> mean(other).map(y -> differ(x, y))).orElse(false);
    }

    private static Optional<Term> mean(Assumption assumption) {
        return assumption instanceof MeanIs is
                ? Optional.of(is.mean())
                : Optional.of(Term.ZERO).filter(x -> assumption instanceof Symmetric || assumption instanceof HasShape);
    }

    private static boolean differ(Term x, Term y) {
        return x.minus(y).number().filter(difference -> !difference.isZero()).isPresent();
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

    private static boolean includes(Assumption strong, Assumption weak) {
        boolean part = strong.families().containsAll(weak.families());
        return part && strong instanceof Independent && weak instanceof Independent
                || part && strong instanceof Identical && weak instanceof Identical
                || part && strong instanceof HasShape && (weak instanceof Symmetric || isZeroMean(weak));
    }

    private static boolean isZeroMean(Assumption assumption) {
        return assumption instanceof MeanIs is && is.mean().equals(Term.ZERO);
    }

    /**
     * Holds what is given about variables against their definitions, as far back as these reach 5 families.
     *
     * @throws IllegalArgumentException if no model tried, in which all variables vary in size, satisfies both
     */
    void fit(Map<String, Term> definitions) {
        for (Assumption about : given) {
            Map<String, Term> behind = definitions(about.families(), definitions);
            if (behind.isEmpty() || isAboutMembers(about, behind)) {
                continue;
            }
            Set<String> known = new HashSet<>(behind.keySet());
            known.addAll(about.families());
            behind.values().forEach(term -> known.addAll(term.names(VARIABLE)));
            List<Assumption> premises = given.stream()
                    .filter(premise -> known.containsAll(premise.families()) && !isAboutMembers(premise, behind))
                    .toList();
            if (ModelFamily.of(premises, premises, behind, true).findFirst().isEmpty()) {
                throw new IllegalArgumentException(behind.entrySet().stream()
                        .map(definition -> definition.getKey() + " = " + definition.getValue())
                        .collect(Collectors.joining(
                                "; ", "no variable that varies satisfies both: " + about + "; ", "")));
            }
        }
    }

    // Those that lead to at most 5 families. What a sum adds up is not followed into other sums: see isAboutMembers
    private static Map<String, Term> definitions(Set<String> families, Map<String, Term> all) {
        Map<String, Term> behind = new TreeMap<>();
        Map<String, Term> next = new TreeMap<>(all);
        Set<String> open = new TreeSet<>(families);
        next.keySet().retainAll(open);
        while (!next.isEmpty()) {
            open.removeAll(next.keySet());
            next.values().forEach(term -> open.addAll(term.names(VARIABLE)));
            if (open.size() > 5 || !next.values().stream().allMatch(Model::knowsFunctions)) {
                break;
            }
            behind.putAll(next);
            next = new TreeMap<>(all);
            next.entrySet()
                    .removeIf(to -> !open.contains(to.getKey())
                            || !to.getValue().bounds().isEmpty());
        }
        return behind;
    }

    // Members of a family that is defined by a sum are not modelled
    private static boolean isAboutMembers(Assumption assumption, Map<String, Term> definitions) {
        boolean indexed = !assumption.terms().stream().allMatch(Term::hasNoIndex);
        return (indexed || assumption instanceof MutuallyIndependent)
                && assumption.families().stream()
                        .map(definitions::get)
                        .anyMatch(term -> term != null && !term.bounds().isEmpty());
    }

    /** Alternative lists of assumptions, each of which entails {@code wanted}. */
    static List<List<Assumption>> reasons(Assumption wanted) {
        if (wanted instanceof Identical identical && identical.families().size() > 1) {
            List<Assumption> reason = new ArrayList<>();
            identical.families().forEach(family -> reason.add(new Identical(Set.of(family))));
            reason.add(new Independent(identical.families()));
            return List.of(reason);
        }
        if (wanted instanceof MeanIs mean && isZeroMean(wanted)) {
            return List.of(List.of(new Symmetric(mean.family())));
        }
        if (wanted instanceof UncorrelatedTerms terms) {
            return uncorrelated(terms.index(), terms.body());
        }
        return wanted instanceof Uncorrelated pair ? uncorrelated(pair) : List.of();
    }

    // If nothing is in both; and sums and multiples of uncorrelated variables are uncorrelated
    private static List<List<Assumption>> uncorrelated(Uncorrelated pair) {
        Function<Term, Stream<Term>> parts =
                term -> term.summands().keySet().stream().map(Product::random).filter(Term::isRandom);
        List<Assumption> parted = parts.apply(pair.first())
                .flatMap(x -> parts.apply(pair.second()).<Assumption>map(y -> new Uncorrelated(x, y)))
                .toList();
        List<List<Assumption>> reasons = new ArrayList<>();
        if (Collections.disjoint(pair.first().names(VARIABLE), pair.second().names(VARIABLE))) {
            reasons.add(List.of(new Independent(pair.families())));
        }
        if (!parted.contains(pair)) {
            reasons.add(parted);
        }
        return reasons;
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
