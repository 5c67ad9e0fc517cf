/**
 * Derive: exact terms, named rules with their assumptions, and derivations whose every step is checked on finite models.
 * Uses no other package of the kit.
 *
 * <p>A {@link xavierkit.algebra.Term} is a polynomial in atoms such as fan_in or Var(w). A
 * {@link xavierkit.algebra.Rule} rewrites atoms and says which {@link xavierkit.algebra.Assumption} it needs for that. A
 * {@link xavierkit.algebra.Step} is one rule applied to one term under given
 * {@link xavierkit.algebra.Assumptions}, and a {@link xavierkit.algebra.Derivation} is a chain of steps:
 *
 * <pre>{@code
 * Derivation.of(variance(variable("X").plus(variable("Y"))), new Assumption.Independent("X", "Y"))
 *     .apply(Rule.VARIANCE_OF_SUM)
 *     .apply(Rule.UNCORRELATED)
 *
 * Var(X + Y)
 *   = 2 Cov(X, Y) + Var(X) + Var(Y)   (variance of a sum)
 *   = Var(X) + Var(Y)   (uncorrelated)
 * }</pre>
 *
 * <p>{@link xavierkit.algebra.StepCheck} does not trust the rules: it calculates both sides of a step on many finite
 * {@link xavierkit.algebra.Model}s. To add a rule, write it like those in {@code Rule}; to add a kind of atom, add it to
 * {@link xavierkit.algebra.Atom.Kind} and let the compiler show where it must be handled.
 */
package xavierkit.algebra;
