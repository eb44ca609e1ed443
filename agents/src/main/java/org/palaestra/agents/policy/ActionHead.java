package org.palaestra.agents.policy;

import org.palaestra.nn.Functions;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.distribution.Categorical;
import org.palaestra.nn.distribution.DiagonalGaussian;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** The last layer of a policy, and the distribution over actions that it gives. */
abstract sealed class ActionHead {

  /**
   * A policy's last layer begins small, so that it begins undecided (Andrychowicz et al., 2021).
   */
  private static final double GAIN = 0.01;

  private ActionHead() {}

  static ActionHead of(Parameters weights, Space actions, int features) {
    return actions instanceof Discrete discrete
        ? new Choices(weights, discrete, features)
        : new Vectors(weights, (Box) actions, features);
  }

  /** How many floats remember what was done: an index, or the numbers of an action. */
  abstract int width();

  /** How many actions a mask tells of. */
  abstract int maskable();

  /** The distributions in the graph of {@code features}, one a row. */
  abstract ActionDistribution distribution(Tensor features);

  private static Linear linear(Parameters weights, int in, int out) {
    return new Linear(
        weights,
        "policy",
        in,
        out,
        Initialisers.orthogonal(out, in, GAIN),
        Initialisers.constant(0));
  }

  private static final class Choices extends ActionHead {

    private final Linear logits;
    private final int actions;

    Choices(Parameters weights, Discrete space, int features) {
      actions = space.n();
      logits = linear(weights, features, actions);
    }

    @Override
    int width() {
      return 1;
    }

    @Override
    int maskable() {
      return actions;
    }

    @Override
    ActionDistribution distribution(Tensor features) {
      Tensor forbidden = features.graph().input(features.extent(0), actions);
      return new DiscreteActions(
          forbidden, new Categorical(Functions.plus(logits.apply(features), forbidden)));
    }
  }

  private static final class Vectors extends ActionHead {

    private final Linear mean;
    private final Parameter logStd;
    private final Box space;

    Vectors(Parameters weights, Box space, int features) {
      this.space = space;
      mean = linear(weights, features, space.size());
      logStd = weights.add("policy.log_std", Initialisers.constant(0), space.size());
    }

    @Override
    int width() {
      return space.size();
    }

    @Override
    int maskable() {
      return 0;
    }

    @Override
    ActionDistribution distribution(Tensor features) {
      return new ContinuousActions(
          space,
          new DiagonalGaussian(mean.apply(features), Functions.learned(features.graph(), logStd)));
    }
  }
}
