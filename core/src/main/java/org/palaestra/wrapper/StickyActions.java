package org.palaestra.wrapper;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Discrete;

/**
 * Repeats the action that was taken last, instead of the one that is wanted, now and then (Machado
 * et al., "Revisiting the arcade learning environment", 2018). An episode begins as if action 0, or
 * the action of zeros, had been taken.
 *
 * <p>Where the environment does not allow the action to be repeated ({@link Masked}), the wanted
 * one is taken.
 */
public final class StickyActions extends Wrapper {

  /**
   * How often.
   *
   * @param probability that an action sticks, from 0 to below 1
   */
  public record Options(double probability) {

    /** Checks the range. */
    public Options {
      if (!(probability >= 0 && probability < 1)) {
        throw new IllegalArgumentException(
            "probability must be at least 0 and below 1, got " + probability);
      }
    }
  }

  private final double probability;
  private final ActionBatch last;
  private final @Nullable Masked mask;

  /** Around {@code inner}. */
  public StickyActions(Options options, Environment inner) {
    super(inner);
    probability = options.probability;
    last = new ActionBatch(inner.actionSpace(), 1);
    mask = inner.ability(Masked.class).orElse(null);
  }

  @Override
  protected void reset(RandomGenerator random) {
    Arrays.fill(last.indices, 0);
    Arrays.fill(last.values, 0);
    super.reset(random);
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    if (random.nextDouble() < probability && allowed()) {
      return act(last, random);
    }
    double reward = act(action, random);
    keep(action); // Only now: an action that was refused has not been taken.
    return reward;
  }

  /** Whether the last action may be taken again. */
  private boolean allowed() {
    return mask == null || mask.allowed(last.indices[0]);
  }

  private void keep(ActionBatch action) {
    if (last.values.length == 0) {
      last.indices[0] = action.indices[0]; // A call to copy one number takes far longer.
    } else {
      System.arraycopy(action.values, 0, last.values, 0, last.values.length);
    }
  }

  @Override
  protected int memorySize() {
    return last.indices.length + last.values.length;
  }

  @Override
  protected void saveMemory(double[] out, int offset) {
    int at = offset;
    for (int index : last.indices) {
      out[at++] = index;
    }
    for (float value : last.values) {
      out[at++] = value;
    }
  }

  @Override
  protected void checkMemory(double[] state, int offset) {
    if (inner().actionSpace() instanceof Discrete discrete) {
      MemoryCheck.whole("the last action", state, offset, discrete.n() - 1);
    } else {
      MemoryCheck.floats("a number of the last action", state, offset, last.values.length);
    }
  }

  @Override
  protected void restoreMemory(double[] state, int offset) {
    for (int i = 0; i < last.indices.length; i++) {
      last.indices[i] = (int) state[offset + i];
    }
    for (int i = 0; i < last.values.length; i++) {
      last.values[i] = (float) state[offset + i];
    }
  }

  @Override
  protected boolean overwrites() {
    return inner().overwrites();
  }
}
