package xavierkit.algebra;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What a {@link Term} is a polynomial in. Atoms are made by the factories of {@code Term}. */
public sealed interface Atom extends Comparable<Atom> {

    /** A number without a value yet, such as fan_in; never random. */
    record Symbol(String name) implements Atom {
        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.of(this);
        }

        @Override
        public String write(Notation notation) {
            return notation.symbol(name);
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.symbol(name);
        }
    }

    /** A random variable, or one member of a family of them: w_i. Without index: a typical member. */
    record Variable(String name, List<String> indices) implements Atom {
        @Override
        public boolean isRandom() {
            return true;
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.of(this);
        }

        @Override
        public String write(Notation notation) {
            return notation.name(name, indices);
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.variable(name, indices);
        }
    }

    /** body(1) + ... + body(bound). */
    record Sum(String index, Term bound, Term body) implements Atom {
        @Override
        public boolean isRandom() {
            return body.isRandom();
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.sum(index, inner.apply(bound), inner.apply(body));
        }

        @Override
        public String write(Notation notation) {
            String text = body.write(notation);
            boolean one = body.summands().size() == 1;
            return notation.sum(index, bound.write(notation), one ? text : "(" + text + ")");
        }

        @Override
        public <T> T value(Scope<T> scope) {
            int last = scope.count(bound.value(scope));
            Map<String, Integer> indices = new HashMap<>(scope.indices());
            T total = scope.number(Rational.ZERO);
            for (int i = 1; i <= last; i++) {
                indices.put(index, i);
                total = scope.plus(total, body.value(scope.withIndices(Map.copyOf(indices))));
            }
            return total;
        }
    }

    /** E[X]. */
    record Mean(Term term) implements Atom {
        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.mean(inner.apply(term));
        }

        @Override
        public String write(Notation notation) {
            return notation.call("E", term.write(notation));
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.mean(term);
        }
    }

    /** Var(X) = E[(X - E[X])^2]. */
    record Variance(Term term) implements Atom {
        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.variance(inner.apply(term));
        }

        @Override
        public String write(Notation notation) {
            return notation.call("Var", term.write(notation));
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.covariance(term, term);
        }
    }

    /** Cov(X, Y) = E[(X - E[X]) (Y - E[Y])]. */
    record Covariance(Term first, Term second) implements Atom {
        @Override
        public boolean isRandom() {
            return false;
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.covariance(inner.apply(first), inner.apply(second));
        }

        @Override
        public String write(Notation notation) {
            return notation.call("Cov", first.write(notation) + ", " + second.write(notation));
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.covariance(first, second);
        }
    }

    /** An activation phi of a term, or its derivative phi'. */
    record Applied(String function, Term argument) implements Atom {
        @Override
        public boolean isRandom() {
            return argument.isRandom();
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.apply(function, inner.apply(argument));
        }

        @Override
        public String write(Notation notation) {
            return notation.applied(function, argument.write(notation));
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.function(function, argument.value(scope));
        }
    }

    /** 1 over a term of several summands; a single one gets negative powers instead. */
    record Reciprocal(Term term) implements Atom {
        @Override
        public boolean isRandom() {
            return term.isRandom();
        }

        @Override
        public Term map(UnaryOperator<Term> inner) {
            return Term.number(1).over(inner.apply(term));
        }

        @Override
        public String write(Notation notation) {
            return "(" + term.write(notation) + ")"; // a Product puts it below its fraction bar
        }

        @Override
        public <T> T value(Scope<T> scope) {
            return scope.power(term.value(scope), -1);
        }
    }

    /** Whether its value differs from outcome to outcome. */
    boolean isRandom();

    /** The same atom around other inner terms, in normal form. */
    Term map(UnaryOperator<Term> inner);

    /** In plain text or LaTeX. */
    String write(Notation notation);

    /** The value in a finite model or a sample. */
    <T> T value(Scope<T> scope);

    /** Symbols come first, then everything by its text. */
    @Override
    default int compareTo(Atom other) {
        return sortKey().compareTo(other.sortKey());
    }

    private String sortKey() {
        int rank = this instanceof Symbol ? 0 : this instanceof Reciprocal ? 1 : 2;
        return rank + write(Notation.PLAIN) + "\0" + write(Notation.KEY);
    }

    /** This atom if it is of the given kind. */
    default <T extends Atom> Optional<T> as(Class<T> kind) {
        return kind.isInstance(this) ? Optional.of(kind.cast(this)) : Optional.empty();
    }
}
