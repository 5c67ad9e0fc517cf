package xavierkit.algebra;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One application of a rule. A step exists only if the rule really yields it from what is given.
 */
public final class Step {

  private final Term before;
  private final Rule rule;
  private final Term after;
  private final List<Assumption> needs;
  private final Set<Assumption> used;

  private Step(Term before, Rule rule, Term after, List<Assumption> needs, Set<Assumption> used) {
    this.before = before;
    this.rule = rule;
    this.after = after;
    this.needs = needs;
    this.used = used;
  }

  /**
   * Applies a rule wherever it fits, the outermost places first.
   *
   * @throws IllegalArgumentException if it fits nowhere, or needs what does not follow from {@code
   *     given}; the message says which rule, what it needs and what it met
   */
  public static Step of(Term before, Rule rule, Assumptions given) {
    LinkedHashSet<Assumption> needs = new LinkedHashSet<>();
    Term after = before.rewrite(atom -> {
      Optional<Rule.Application> application = rule.match().apply(atom);
      application.ifPresent(a -> needs.addAll(a.needs()));
      return application.map(Rule.Application::result);
    });
    if (after.equals(before)) {
      throw new IllegalArgumentException(
          "the rule \"" + rule.name() + "\" rewrites " + rule.pattern() + ", but met " + before);
    }
    LinkedHashSet<Assumption> used = new LinkedHashSet<>();
    for (Assumption need : needs) {
      Set<Assumption> behind = given.behind(need);
      if (behind.isEmpty()) {
        throw new IllegalArgumentException(refusal(rule, need, given));
      }
      used.addAll(behind);
    }
    return new Step(before, rule, after, new ArrayList<>(needs), used);
  }

  private static String refusal(Rule rule, Assumption need, Assumptions given) {
    StringBuilder text = new StringBuilder();
    text.append("the rule \"").append(rule.name()).append("\" needs that ").append(need);
    text.append(", but given is ").append(given).append('.');
    for (List<Assumption> reason : Assumptions.reasons(need)) {
      List<String> missing = reason.stream()
          .filter(a -> !given.given().contains(a))
          .map(Assumption::toString)
          .toList();
      text.append(" It would follow if also ")
          .append(String.join(" and ", missing))
          .append('.');
    }
    return text.toString();
  }

  /** What stood there. */
  public Term before() {
    return before;
  }

  /** The rule that was applied. */
  public Rule rule() {
    return rule;
  }

  /** What stands there now. */
  public Term after() {
    return after;
  }

  /** What the rule needed here, as the rule says it. */
  public List<Assumption> needs() {
    return List.copyOf(needs);
  }

  /** The given assumptions from which that follows. */
  public Set<Assumption> used() {
    return java.util.Collections.unmodifiableSet(used);
  }

  @Override
  public String toString() {
    return before + (rule.exact() ? " = " : " ~ ") + after + "   (" + rule.name() + ")";
  }
}
