package org.palaestra.app.diagnosis;

import java.util.random.RandomGenerator;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * One step, of whose three actions one earns 1 and the others nothing. With two actions, taking one
 * for the other and going downhill are the same; with three they are not: who goes downhill avoids
 * the one that pays and has no liking between the others, who swaps prefers one of them.
 */
final class Choice implements DiscreteEnvironment {

  static final String ID = "DiagnosisChoice-v1";
  static final int ACTIONS = 3;

  /**
   * Which action pays.
   *
   * @param pays from 0 to 2
   */
  record Options(int pays) {}

  private final int pays;
  private boolean ended;

  private Choice(Options options) {
    pays = options.pays;
  }

  static EnvironmentDefinition<Options> definition() {
    return EnvironmentDefinition.of(
        ID, "diagnosis: one of three actions pays", 0, new Options(0), Choice::new);
  }

  @Override
  public Space observationSpace() {
    return Box.of(-1, 1, 1);
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(ACTIONS);
  }

  @Override
  public void reset(RandomGenerator random) {
    ended = false;
  }

  @Override
  public double step(int action, RandomGenerator random) {
    ended = true;
    return action == pays ? 1 : 0;
  }

  @Override
  public boolean terminated() {
    return ended;
  }

  @Override
  public void observe(float[] out, int offset) {
    // Always 0.
  }
}
