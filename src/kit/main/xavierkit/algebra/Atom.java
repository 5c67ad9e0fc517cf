package xavierkit.algebra;

import java.util.*;
import java.util.function.UnaryOperator;

/**
 * What a {@link Term} is a polynomial in, such as fan_in, w_i or Var(w). Only the factories of {@code Term} make atoms;
 * rules take them apart.
 *
 * @param kind what it is, which also says what the other components mean
 * @param name of a symbol, a variable, a function or the index of a sum; otherwise empty
 * @param indices those of a variable: none, (i) for w_i, (i, k) for w_ik; otherwise none
 * @param parts the terms inside, in the order that its kind names
 */
public record Atom(Kind kind, String name, List<String> indices, List<Term> parts) implements Comparable<Atom> {

    /** What an atom can be. */
    public enum Kind {
        /** A number without a value yet, such as fan_in; never random. */
        SYMBOL,
        /** A term of several summands that something is divided by; its powers are negative. Part: the term. */
        DIVISOR,
        /** A random variable, or one member of a family of them: w_i. Without index: a typical member. */
        VARIABLE,
        /** body(1) + ... + body(bound). Parts: the bound, the body. */
        SUM,
        /** An activation phi of a term, or its derivative phi'. Part: the argument. */
        APPLIED,
        /** E[X]. Part: X. */
        MEAN,
        /** Var(X) = E[(X - E[X])^2]. Part: X. */
        VARIANCE,
        /** Cov(X, Y) = E[(X - E[X]) (Y - E[Y])]. Parts: X, Y. */
        COVARIANCE
    }

    /** An atom without indices. */
    static Atom of(Kind kind, String name, Term... parts) {
        return new Atom(kind, name, List.of(), List.of(parts));
    }

    /** Whether its value differs from outcome to outcome; a mean, variance or covariance is a number. */
    public boolean isRandom() {
        return kind == Kind.VARIABLE
                || kind.compareTo(Kind.MEAN) < 0 && parts.stream().anyMatch(Term::isRandom);
    }

    /** Whether it is of this kind and has this name. */
    public boolean is(Kind wanted, String called) {
        return kind == wanted && name.equals(called);
    }

    /** The same atom with other indices. */
    Atom withIndices(UnaryOperator<List<String>> image) {
        return new Atom(kind, name, image.apply(indices), parts);
    }

    /** The last part: X of E[X], the body of a sum, the argument of a function. */
    Term inner() {
        return parts.get(parts.size() - 1);
    }

    /** The last part if it is of this kind. */
    Optional<Term> inner(Kind wanted) {
        return kind == wanted ? Optional.of(inner()) : Optional.empty();
    }

    /** The indices in it that no sum in it binds. */
    Set<String> freeIndices() {
        Set<String> free = new TreeSet<>(indices);
        parts.forEach(part -> free.addAll(part.freeIndices()));
        free.removeIf(index -> is(Kind.SUM, index));
        return free;
    }

    /** The same around other inner terms, in normal form; a divisor becomes the term that it stands for. */
    Term map(UnaryOperator<Term> inner) {
        List<Term> images = parts.stream().map(inner).toList();
        return switch (kind) {
            case SYMBOL, VARIABLE -> Term.of(this);
            case DIVISOR -> images.get(0);
            case SUM -> Term.sum(name, images.get(0), images.get(1));
            case APPLIED -> Term.apply(name, images.get(0));
            case MEAN -> Term.mean(images.get(0));
            case VARIANCE -> Term.variance(images.get(0));
            case COVARIANCE -> Term.covariance(images.get(0), images.get(1));
        };
    }

    /** Symbols come first, then divisors, then everything else by its text. */
    @Override
    public int compareTo(Atom other) {
        return Comparator.comparing((Atom atom) -> Math.min(atom.kind.ordinal(), Kind.VARIABLE.ordinal()))
                .thenComparing(atom -> Notation.PLAIN.write(atom))
                .thenComparing(atom -> Notation.KEY.write(atom))
                .compare(this, other);
    }
}
