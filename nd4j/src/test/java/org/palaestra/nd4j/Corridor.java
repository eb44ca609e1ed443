package org.palaestra.nd4j;

import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.mdp.MDP;
import org.deeplearning4j.rl4j.space.ArrayObservationSpace;
import org.deeplearning4j.rl4j.space.Box;
import org.deeplearning4j.rl4j.space.DiscreteSpace;
import org.deeplearning4j.rl4j.space.ObservationSpace;

/**
 * Five cells in a row, seen one-hot; 0 walks left, 1 walks right; leaving the right end pays 1 and
 * ends the episode. So right is worth {@code 0.9^(4 − cell)} at discount 0.9.
 */
final class Corridor implements MDP<Box, Integer, DiscreteSpace> {
  static final int CELLS = 5;

  private final DiscreteSpace actions = new DiscreteSpace(2);
  private final ObservationSpace<Box> observations = new ArrayObservationSpace<>(new int[] {CELLS});
  private int cell;
  private boolean done;

  static double[] observation(int cell) {
    double[] oneHot = new double[CELLS];
    if (cell < CELLS) {
      oneHot[cell] = 1;
    }
    return oneHot;
  }

  @Override
  public ObservationSpace<Box> getObservationSpace() {
    return observations;
  }

  @Override
  public DiscreteSpace getActionSpace() {
    return actions;
  }

  @Override
  public Box reset() {
    cell = 0;
    done = false;
    return new Box(observation(cell));
  }

  @Override
  public void close() {}

  @Override
  public StepReply<Box> step(Integer action) {
    cell = action == 1 ? cell + 1 : Math.max(0, cell - 1);
    done = cell == CELLS;
    return new StepReply<>(new Box(observation(cell)), done ? 1 : 0, done, "");
  }

  @Override
  public boolean isDone() {
    return done;
  }

  @Override
  public Corridor newInstance() {
    return new Corridor();
  }
}
