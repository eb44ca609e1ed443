package org.palaestra.agents;

import java.util.Optional;
import java.util.stream.Collectors;
import org.palaestra.agent.AgentContext;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/** What an agent needs of an environment, in words for people. */
public final class Needs {

  private Needs() {}

  /** Nothing. */
  public static Optional<String> nothing(AgentContext context) {
    return Optional.empty();
  }

  /** Numbered actions. */
  public static Optional<String> discreteActions(AgentContext context) {
    return context.actions() instanceof Discrete
        ? Optional.empty()
        : Optional.of(
            "needs discrete actions; %s has continuous ones: use ppo"
                .formatted(context.spec().id()));
  }

  /** Continuous actions between finite bounds. */
  public static Optional<String> boundedActions(AgentContext context) {
    if (!(context.actions() instanceof Box box)) {
      return Optional.of(
          "needs continuous actions; %s has discrete ones: use dqn or ppo"
              .formatted(context.spec().id()));
    }
    float[] low = box.low();
    float[] high = box.high();
    for (int i = 0; i < low.length; i++) {
      if (!Float.isFinite(low[i]) || !Float.isFinite(high[i])) {
        return Optional.of(
            "needs actions between finite bounds; number %d of %s's lies in [%s, %s]: use ppo"
                .formatted(i, context.spec().id(), low[i], high[i]));
      }
    }
    return Optional.empty();
  }

  /** Numbered actions and numbered observations. */
  public static Optional<String> table(AgentContext context) {
    Optional<String> problem = discreteActions(context);
    if (problem.isPresent() || context.observations() instanceof Discrete) {
      return problem;
    }
    return Optional.of(
        "needs numbered observations; %s has %s: use dqn"
            .formatted(context.spec().id(), context.observations().describe()));
  }

  /** Numbered actions and observations of numbers. */
  public static Optional<String> vector(AgentContext context) {
    Optional<String> problem = discreteActions(context);
    if (problem.isPresent() || context.observations() instanceof Box) {
      return problem;
    }
    return Optional.of(
        "needs observations of numbers; %s has %s: use sarsa-lambda"
            .formatted(context.spec().id(), context.observations().describe()));
  }

  /** Numbered actions, and an environment that can be simulated. */
  public static Optional<String> simulation(AgentContext context) {
    Optional<String> problem = discreteActions(context);
    if (problem.isPresent() || context.simulable()) {
      return problem;
    }
    return Optional.of(
        "needs an environment to try actions in; %s cannot be put back to a state (it is not Restorable): use %s"
            .formatted(context.spec().id(), table(context).isPresent() ? "dqn" : "q-learning"));
  }

  /** A known, finite model. */
  public static Optional<String> model(AgentContext context) {
    if (context.model().isPresent()) {
      return Optional.empty();
    }
    EnvironmentSpec spec = context.spec();
    String other =
        discreteActions(context).isPresent()
            ? "ppo"
            : table(context).isPresent() ? "dqn" : "q-learning";
    if (spec.wrappers().isEmpty()) {
      return Optional.of("plans on a known model; %s has none: use %s".formatted(spec.id(), other));
    }
    String around =
        spec.wrappers().stream().map(WrapperSpec::name).collect(Collectors.joining(" and "));
    return Optional.of(
        "plans on a known model; around %s is %s, which hides the model if there is one: use %s, or"
                .formatted(spec.id(), around, other)
            + " leave away what is around it");
  }
}
