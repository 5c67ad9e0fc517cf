package xavierkit.theory;

import static xavierkit.algebra.Term.apply;
import static xavierkit.algebra.Term.mean;
import static xavierkit.algebra.Term.sum;
import static xavierkit.algebra.Term.symbol;
import static xavierkit.algebra.Term.variable;
import static xavierkit.algebra.Term.variance;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import xavierkit.algebra.Assumption;
import xavierkit.algebra.Assumption.Identical;
import xavierkit.algebra.Assumption.Independent;
import xavierkit.algebra.Assumption.Indicator;
import xavierkit.algebra.Assumption.MeanIs;
import xavierkit.algebra.Assumption.MutuallyIndependent;
import xavierkit.algebra.Assumption.Symmetric;
import xavierkit.algebra.Derivation;
import xavierkit.algebra.Rule;
import xavierkit.algebra.Term;

/**
 * The kit's derivations, each composed from {@link Rule}s. Names: w weights, z inputs of a layer, s its
 * pre-activations, d = dC/ds, g = dC/dz, b biases.
 */
public final class Derivations {

  /** s = sum over fan_in of w_i z_i. */
  public static final Rule PRE_ACTIVATION =
      Rule.definition("pre-activation", "s", weighted("fan_in", "z"));

  /** g = sum over fan_out of w_i d_i: one unit feeds fan_out others; eq. 2 of the 2010 paper, without the slope of the activation. */
  public static final Rule BACK_PROPAGATION =
      Rule.definition("chain rule", "g", weighted("fan_out", "d"));

  private Derivations() {}

  /**
   * Var(s) = fan_in Var(w) Var(z), without biases, for inputs of mean 0; hence Var(w) = 1/fan_in keeps
   * the variance of the forward signal.
   */
  public static Derivation forward() {
    return products(PRE_ACTIVATION, "s", "z", Assumption.zeroMean("z")).apply(Rule.zeroMean("z"));
  }

  /** Var(s) = fan_in Var(w) (Var(z) + E[z]^2): inputs whose mean is not 0 add its square. */
  public static Derivation forwardWithMean() {
    return products(PRE_ACTIVATION, "s", "z");
  }

  /**
   * Var(g) = fan_out Var(w) Var(d) for gradients d of mean 0; hence Var(w) = 1/fan_out keeps the
   * variance of the back-propagated gradient.
   */
  public static Derivation backward() {
    return products(BACK_PROPAGATION, "g", "d", Assumption.zeroMean("d")).apply(Rule.zeroMean("d"));
  }

  /** Var(s + b) = Var(s) + Var(b) for a bias that is independent of s. */
  public static Derivation bias() {
    return Derivation.of(variance(variable("s").plus(variable("b"))), new Independent("s", "b"))
        .apply(Rule.VARIANCE_OF_SUM)
        .apply(Rule.UNCORRELATED);
  }

  /** Var(x + f) = Var(x) + Var(f) for a branch f that is uncorrelated with its shortcut x. */
  public static Derivation residual() {
    Term x = variable("x");
    Term f = variable("f");
    return Derivation.of(variance(x.plus(f)), new Assumption.Uncorrelated(f, x))
        .apply(Rule.VARIANCE_OF_SUM)
        .apply(Rule.UNCORRELATED);
  }

  /**
   * E[relu(s)^2] = Var(s) / 2 for symmetric s; with Var(s) = fan_in Var(w) E[z^2] of the next layer, Var(w)
   * = 2/fan_in keeps the variance; He et al. 2015.
   */
  public static Derivation relu() {
    return rectified("relu");
  }

  /** E[leaky(s)^2] = (1 + a^2) Var(s) / 2 for symmetric s and slope a; He et al. 2015. */
  public static Derivation leakyRelu() {
    return rectified("leaky");
  }

  /**
   * E[(m z / p)^2] = E[z^2] / p: dropout that keeps a unit with probability p and divides by p raises the
   * second moment.
   */
  public static Derivation dropout() {
    Term p = symbol("p");
    Term kept = variable("m").times(variable("z")).over(p);
    return Derivation.of(
            mean(kept.power(2)), new Independent("m", "z"), new Indicator("m"), new MeanIs("m", p))
        .apply(Rule.LINEARITY)
        .apply(Rule.INDEPENDENT_PRODUCT)
        .apply(Rule.indicator("m"))
        .apply(Rule.meanOf("m", p));
  }

  /**
   * Var(c sum over d_k of q_i k_i) = c^2 d_k Var(q) Var(k) for independent queries and keys of mean 0;
   * hence c = 1/sqrt(d_k) in the attention of Vaswani et al. 2017.
   */
  public static Derivation scaledDotProduct() {
    Term product = sum("i", symbol("d_k"), variable("q", "i").times(variable("k", "i")));
    return Derivation.of(
            variance(symbol("c").times(product)),
            Assumption.zeroMean("q"),
            Assumption.zeroMean("k"),
            new MutuallyIndependent("q"),
            new Independent("q", "k"),
            new Identical(Set.of("q")),
            new Identical(Set.of("k")))
        .apply(Rule.VARIANCE_OF_SUM)
        .apply(Rule.BIENAYME)
        .apply(Rule.IDENTICAL)
        .apply(Rule.PRODUCT_VARIANCE)
        .apply(Rule.zeroMean("q"))
        .apply(Rule.zeroMean("k"));
  }

  private static Derivation rectified(String function) {
    Term s = variable("s");
    return Derivation.of(
            mean(apply(function, s).power(2)), new Symmetric("s"), Assumption.zeroMean("s"))
        .apply(Rule.SYMMETRIC_HALF)
        .apply(Rule.SECOND_MOMENT)
        .apply(Rule.zeroMean("s"));
  }

  // The shared part of forward and backward, up to the mean of what the weights multiply
  private static Derivation products(
      Rule definition, String result, String input, Assumption... more) {
    List<Assumption> given = new ArrayList<>(List.of(
        Assumption.zeroMean("w"),
        new MutuallyIndependent("w"),
        new Independent("w", input),
        new Identical(Set.of("w")),
        new Identical(Set.of(input))));
    given.addAll(List.of(more));
    return Derivation.of(variance(variable(result)), given.toArray(Assumption[]::new))
        .apply(definition)
        .apply(Rule.BIENAYME)
        .apply(Rule.IDENTICAL)
        .apply(Rule.PRODUCT_VARIANCE)
        .apply(Rule.zeroMean("w"));
  }

  private static Term weighted(String bound, String input) {
    return sum("i", symbol(bound), variable("w", "i").times(variable(input, "i")));
  }
}
