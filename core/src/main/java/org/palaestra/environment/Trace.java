package org.palaestra.environment;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;

/**
 * Some episodes as they were played: every seed, action, observation, reward and end, to hold a
 * replay against. A frame is either a reset or a step.
 */
final class Trace {

  /** Something done to the environment before each frame, which should not matter. */
  @FunctionalInterface
  interface Disturbance {
    void before(int frame);
  }

  private static final int LARGEST = 8_000_000;

  private final Examination exam;
  private final int width;
  private final int actionWidth;
  private final long[] seeds;
  private final boolean[] resets;
  private final int[] steps;
  private final int[] indices;
  private final float[] values;
  private final double[] rewards;
  private final boolean[] ends;
  private final float[] observations;
  private final float[] seen;
  private int length;

  private Trace(Examination exam, Subject subject, int frames) {
    this.exam = exam;
    width = subject.width();
    actionWidth = subject.actions() instanceof Box box ? box.size() : 0;
    seeds = new long[frames];
    resets = new boolean[frames];
    steps = new int[frames];
    indices = new int[frames];
    values = new float[frames * actionWidth];
    rewards = new double[frames];
    ends = new boolean[frames];
    observations = new float[frames * width];
    seen = new float[width];
  }

  /** Plays at random; an episode takes at most a quarter of the frames. */
  static Trace record(Examination exam, Subject subject, String purpose, int wanted) {
    int size = subject.width() + subject.actions().size();
    int frames = Math.max(8, Math.min(wanted, LARGEST / size));
    Trace trace = new Trace(exam, subject, frames);
    RandomStream chance = new RandomStream(exam.seed("policy", 3));
    ActionBatch action = new ActionBatch(subject.actions(), 1);
    long deadline = System.nanoTime() + Math.min(500_000_000L, exam.share() / 16);
    int longest = Math.max(2, frames / 4);
    int step = longest;
    long episode = 0;
    boolean over = true;
    while (trace.length < frames && (trace.length < 8 || System.nanoTime() < deadline)) {
      int frame = trace.length++;
      if (over || step >= longest) {
        trace.resets[frame] = true;
        trace.seeds[frame] = exam.seed(purpose, episode++);
        step = 0;
        subject.reset(trace.seeds[frame]);
      } else {
        subject.choose(chance, action);
        trace.seeds[frame] = trace.seeds[frame - 1];
        if (trace.actionWidth == 0) {
          trace.indices[frame] = action.indices[0];
        } else {
          System.arraycopy(
              action.values, 0, trace.values, frame * trace.actionWidth, trace.actionWidth);
        }
        trace.rewards[frame] = subject.step(action);
        step++;
      }
      trace.steps[frame] = step;
      over = subject.terminated();
      trace.ends[frame] = over;
      subject.observe(trace.observations, frame * trace.width);
    }
    return trace;
  }

  /** Number of frames. */
  int length() {
    return length;
  }

  /** Whether a frame begins an episode. */
  boolean isReset(int frame) {
    return resets[frame];
  }

  /** Whether the process had ended in a frame. */
  boolean ended(int frame) {
    return ends[frame];
  }

  /** Where a frame lies. */
  String place(int frame) {
    return "seed %d, step %d of the episode".formatted(seeds[frame], steps[frame]);
  }

  /** Plays everything again. Says what was different first, or null. */
  @Nullable String replay(Subject subject, Disturbance disturbance) {
    return replay(subject, disturbance, 0);
  }

  /**
   * Plays everything again.
   *
   * @param offset where continuous actions lie in an array that is otherwise not a number
   */
  @Nullable String replay(Subject subject, Disturbance disturbance, int offset) {
    float[] padded = new float[actionWidth + 2 * offset];
    for (int frame = 0; frame < length; frame++) {
      disturbance.before(frame);
      Arrays.fill(padded, Float.NaN);
      String difference = play(subject, frame, padded, offset);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  /** Plays on from {@code frame} to the end of its episode, at most {@code most} frames. */
  @Nullable String continueFrom(Subject subject, int frame, int most) {
    float[] action = new float[actionWidth];
    int end = Math.min(length, frame + most);
    for (int next = frame; next < end && !resets[next]; next++) {
      String difference = play(subject, next, action, 0);
      if (difference != null) {
        return difference;
      }
    }
    return null;
  }

  private @Nullable String play(Subject subject, int frame, float[] action, int offset) {
    double reward = 0;
    if (resets[frame]) {
      subject.reset(seeds[frame]);
    } else {
      System.arraycopy(values, frame * actionWidth, action, offset, actionWidth);
      reward = subject.step(indices[frame], action, offset);
      for (int i = 0; i < actionWidth; i++) {
        if (action[offset + i] != values[frame * actionWidth + i]) {
          return "step changed the caller's action from %s to %s (%s)"
              .formatted(values[frame * actionWidth + i], action[offset + i], exam.place());
        }
      }
    }
    if (Double.compare(reward, rewards[frame]) != 0) {
      return "the reward was %s at first and is %s (%s)"
          .formatted(rewards[frame], reward, place(frame));
    }
    return difference(subject, frame);
  }

  /** Compares the state that {@code subject} is in with that after {@code frame}. */
  @Nullable String difference(Subject subject, int frame) {
    subject.observe(seen, 0);
    for (int i = 0; i < width; i++) {
      if (Float.compare(seen[i], observations[frame * width + i]) != 0) {
        return "the observation at index %d was %s at first and is %s (%s)"
            .formatted(i, observations[frame * width + i], seen[i], place(frame));
      }
    }
    boolean over = subject.terminated();
    if (over != ends[frame]) {
      return "terminated() was %s at first and is %s (%s)"
          .formatted(ends[frame], over, place(frame));
    }
    return null;
  }
}
