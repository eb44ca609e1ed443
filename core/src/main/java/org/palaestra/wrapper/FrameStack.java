package org.palaestra.wrapper;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.Wrapper;
import org.palaestra.space.Box;

/**
 * Shows the last few observations at once, so that what moves can be told from what stands (Mnih et
 * al., 2015). Pictures are stacked along their channels, {@code [H, W, C · frames]}, vectors end to
 * end, the oldest first in both. The first observation of an episode stands for those before it.
 */
final class FrameStack extends Wrapper {

  /**
   * How many.
   *
   * @param frames from 2 to 64
   */
  record Options(int frames) {
    Options {
      if (frames < 2 || frames > 64) {
        throw new IllegalArgumentException("frames must be from 2 to 64, got " + frames);
      }
    }
  }

  /** Numbers that are seen at once: as many as 64 of the largest pictures have. */
  private static final int MOST = 1 << 24;

  private final Box space;
  private final int frames;
  private final int cells;
  private final int channels;
  private final float[] newest;

  /** {@code [cells, frames, channels]}: a cell's channels of one frame lie together. */
  private final float[] stack;

  FrameStack(Options options, Environment inner) {
    super(inner);
    Box one = Spaces.box(inner);
    frames = options.frames;
    long size = (long) one.size() * frames;
    if (size > MOST) {
      throw new IllegalArgumentException(
          "%d frames of %d numbers are %d, more than %d; stack fewer or smaller ones"
              .formatted(frames, one.size(), size, MOST));
    }
    int[] shape = one.shape();
    channels = shape[shape.length - 1];
    cells = one.size() / channels;
    shape[shape.length - 1] *= frames;
    float[] low = new float[one.size() * frames];
    float[] high = new float[low.length];
    float[] lows = one.low();
    float[] highs = one.high();
    for (int cell = 0; cell < cells; cell++) {
      for (int frame = 0; frame < frames; frame++) {
        int to = (cell * frames + frame) * channels;
        System.arraycopy(lows, cell * channels, low, to, channels);
        System.arraycopy(highs, cell * channels, high, to, channels);
      }
    }
    space = new Box(shape, low, high, one.cell());
    newest = new float[one.size()];
    stack = new float[low.length];
  }

  @Override
  protected Box observationSpace() {
    return space;
  }

  @Override
  protected void reset(RandomGenerator random) {
    super.reset(random);
    look();
    for (int frame = 0; frame < frames; frame++) {
      put(frame);
    }
  }

  @Override
  protected double step(ActionBatch action, RandomGenerator random) {
    double reward = act(action, random);
    look();
    // Every frame moves one place towards the oldest; what falls off a cell lands where the newest
    // of the cell before it is put.
    System.arraycopy(stack, channels, stack, 0, stack.length - channels);
    put(frames - 1);
    return reward;
  }

  private void look() {
    Arrays.fill(newest, 0);
    inner().observe(newest, 0);
  }

  private void put(int frame) {
    if (channels == 1) {
      for (int cell = 0; cell < cells; cell++) {
        stack[cell * frames + frame] = newest[cell];
      }
    } else {
      for (int cell = 0; cell < cells; cell++) {
        System.arraycopy(
            newest, cell * channels, stack, (cell * frames + frame) * channels, channels);
      }
    }
  }

  @Override
  protected void observe(float[] out, int offset) {
    System.arraycopy(stack, 0, out, offset, stack.length);
  }

  @Override
  protected int memorySize() {
    return stack.length;
  }

  @Override
  protected void saveMemory(double[] out, int offset) {
    for (int i = 0; i < stack.length; i++) {
      out[offset + i] = stack[i];
    }
  }

  @Override
  protected void checkMemory(double[] state, int offset) {
    MemoryCheck.cells("a number of a frame", space.cell(), state, offset, stack.length);
  }

  @Override
  protected void restoreMemory(double[] state, int offset) {
    for (int i = 0; i < stack.length; i++) {
      stack[i] = (float) state[offset + i];
    }
  }
}
