package org.palaestra.wrapper;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;

/** Adds Gaussian noise to every number of an observation, and so leaves it without bounds. */
final class Noise extends Wrapper {

  private static final double LARGEST = 1e30;

  /**
   * How much.
   *
   * @param deviation its standard deviation, above 0 and at most 1e30: floats end at 3.4e38
   */
  record Options(double deviation) {
    Options {
      if (!(deviation > 0 && deviation <= LARGEST)) {
        throw new IllegalArgumentException(
            "deviation must be above 0 and at most " + LARGEST + ", got " + deviation);
      }
    }
  }

  private final Box space;
  private final double deviation;
  private final float[] noise;

  Noise(Options options, Environment inner) {
    super(inner);
    Box box = Spaces.box(inner);
    space = Box.of(Float.NEGATIVE_INFINITY, Float.POSITIVE_INFINITY, box.shape());
    deviation = options.deviation;
    noise = new float[box.size()];
  }

  @Override
  protected Box observationSpace() {
    return space;
  }

  @Override
  protected void reset(RandomGenerator random) {
    super.reset(random);
    draw(random);
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    double reward = act(action, random);
    draw(random);
    return reward;
  }

  private void draw(RandomGenerator random) {
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) (deviation * random.nextGaussian());
    }
  }

  @Override
  protected void observe(float[] out, int offset) {
    Arrays.fill(out, offset, offset + noise.length, 0);
    inner().observe(out, offset);
    for (int i = 0; i < noise.length; i++) {
      out[offset + i] += noise[i];
    }
  }

  @Override
  protected int memorySize() {
    return noise.length;
  }

  @Override
  protected void saveMemory(double[] out, int offset) {
    for (int i = 0; i < noise.length; i++) {
      out[offset + i] = noise[i];
    }
  }

  @Override
  protected void checkMemory(double[] state, int offset) {
    MemoryCheck.floats("the noise", state, offset, noise.length);
  }

  @Override
  protected void restoreMemory(double[] state, int offset) {
    for (int i = 0; i < noise.length; i++) {
      noise[i] = (float) state[offset + i];
    }
  }
}
