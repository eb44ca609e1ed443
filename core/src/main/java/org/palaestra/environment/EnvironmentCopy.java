package org.palaestra.environment;

import java.util.Arrays;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.store.MismatchException;

/**
 * One copy of an environment with its running episode. It holds the environment to its contract:
 * whatever breaks it becomes an {@link EnvironmentFault} with the place.
 */
final class EnvironmentCopy {

  /** Cells beyond an observation that must be left alone. */
  private static final int GUARD = 64;

  final Environment environment;
  final RandomStream stream = new RandomStream(0);

  /** The actions so far, where the state itself cannot be saved. */
  final @Nullable EpisodeLog log;

  final @Nullable Restorable restorable;
  final @Nullable Masked mask;
  long episode = -1;
  long seed;
  int steps;

  private final EnvironmentSpec spec;

  /** The same environment, where actions are numbered: a type check costs as much as a step. */
  private final @Nullable DiscreteEnvironment discrete;

  private final int width;

  private final int actionCount;
  private final int actionWidth;

  EnvironmentCopy(EnvironmentSpec spec, Environment environment) {
    this.spec = spec;
    this.environment = environment;
    discrete = environment instanceof DiscreteEnvironment numbered ? numbered : null;
    restorable = environment.ability(Restorable.class).orElse(null);
    mask = environment.ability(Masked.class).orElse(null);
    log = restorable == null ? new EpisodeLog(environment.actionSpace()) : null;
    width = environment.observationSpace().size();
    actionCount = environment.actionSpace() instanceof Discrete numbered ? numbered.n() : 0;
    actionWidth = environment.actionSpace().size();
  }

  /** Begins the next episode. */
  void begin(long episodeSeed) {
    episode++;
    seed = episodeSeed;
    steps = 0;
    if (log != null) {
      log.clear();
    }
    reset();
  }

  /** Goes to the start of the running episode. */
  void reset() {
    stream.reseed(seed);
    try {
      environment.reset(stream);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault("threw " + e + " at reset", e);
    }
  }

  /** Takes the action of {@code copy} in the batch. */
  double step(ActionBatch actions, int copy) {
    return step(actions, copy, stream);
  }

  /** Takes an action with chance from elsewhere than the episode's stream. */
  double step(ActionBatch actions, int copy, RandomGenerator random) {
    if (log != null) {
      log.append(actions, copy);
    }
    double reward = play(actions, copy, random);
    steps++;
    if (!Double.isFinite(reward)) {
      throw fault("returned the reward " + reward, null);
    }
    return reward;
  }

  private double play(ActionBatch actions, int copy, RandomGenerator random) {
    try {
      if (discrete != null) {
        int action = actions.indices[copy];
        if (action < 0 || action >= actionCount) {
          throw new IllegalArgumentException(
              "action must be from 0 to %d, got %d".formatted(actionCount - 1, action));
        }
        return discrete.step(action, random);
      }
      return ((ContinuousEnvironment) environment).step(actions.values, copy * actionWidth, random);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault("threw " + e, e);
    }
  }

  boolean terminated() {
    try {
      return environment.terminated();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault("threw %s when asked whether it had terminated".formatted(e), e);
    }
  }

  /** Observes into a zeroed slice, and refuses what is not finite. */
  void observe(float[] out, int from) {
    try {
      environment.observe(out, from);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault("threw %s while it observed; its space has %d values".formatted(e, width), e);
    }
    if (probe(out, from) != 0) {
      for (int i = 0; i < width; i++) {
        if (!Float.isFinite(out[from + i])) {
          throw fault("observed " + out[from + i] + " at index " + i, null);
        }
      }
    }
  }

  /**
   * Zero unless something is not finite, or so large that the sum is not: one test for all. Eight
   * sums side by side, since an addition waits for the last one to its own.
   */
  private float probe(float[] x, int from) {
    int end = from + width;
    int i = from;
    float a = 0;
    float b = 0;
    float c = 0;
    float d = 0;
    float e = 0;
    float f = 0;
    float g = 0;
    float h = 0;
    for (; i < end - 7; i += 8) {
      a += x[i];
      b += x[i + 1];
      c += x[i + 2];
      d += x[i + 3];
      e += x[i + 4];
      f += x[i + 5];
      g += x[i + 6];
      h += x[i + 7];
    }
    for (; i < end; i++) {
      a += x[i];
    }
    return (a + b + (c + d) + (e + f + (g + h))) * 0;
  }

  /** Writes which actions are allowed, if not all always are. */
  void mask(boolean[] out, int from) {
    if (mask != null) {
      for (int action = 0; action < actionCount; action++) {
        try {
          out[from + action] = mask.allowed(action);
        } catch (RuntimeException | LinkageError | AssertionError e) {
          throw fault("threw %s when asked whether %d is allowed".formatted(e, action), e);
        }
      }
    }
  }

  /** Refuses an environment that writes beyond its slice. */
  void checkWidth() {
    float[] guarded = new float[width + GUARD];
    Arrays.fill(guarded, width, guarded.length, 7);
    observe(guarded, 0);
    for (int i = width; i < guarded.length; i++) {
      if (guarded[i] != 7) {
        throw fault("observed more than the %d values of its space".formatted(width), null);
      }
    }
  }

  /** Takes over a state that it saved in the running episode. */
  void restore(Restorable target, double[] state, int length) {
    // A reset first, so that an environment has built whatever it builds then.
    reset();
    try {
      target.restore(state, length);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault("threw " + e + " when its own state was restored", e);
    }
    double[] taken = new double[Math.max(length, target.stateSize())];
    int count = target.save(taken);
    int at = Arrays.mismatch(taken, 0, count, state, 0, length);
    if (at >= 0) {
      throw new MismatchException(
          "value %d of the state of %s is not what it saves after it has taken it over"
              .formatted(at, spec.id()));
    }
  }

  /**
   * Plays the running episode again from its log.
   *
   * @param words the stream's state as it was saved
   * @param observation what was observed last, from {@code offset} on
   * @return whether this led to the same place
   */
  boolean replay(EpisodeLog played, long[] words, float[] observation, int offset) {
    reset();
    ActionBatch action = new ActionBatch(environment.actionSpace(), 1);
    for (int done = 0; done < steps; done++) {
      if (terminated()) {
        return false;
      }
      played.read(done, action);
      play(action, 0, stream);
    }
    long[] now = new long[RandomStream.STATE_SIZE];
    stream.save(now, 0);
    float[] seen = new float[width];
    observe(seen, 0);
    return !terminated()
        && Arrays.equals(now, words)
        && Arrays.equals(seen, 0, width, observation, offset, offset + width);
  }

  EnvironmentFault fault(String problem, @Nullable Throwable cause) {
    // A copy that never began an episode is a simulator's.
    String what = episode < 0 ? problem + " in a simulation" : problem;
    return new EnvironmentFault(spec, seed, episode, steps, what, cause);
  }

  void close() {
    AutoCloseable closeable = environment.ability(AutoCloseable.class).orElse(null);
    if (closeable != null) {
      try {
        closeable.close();
      } catch (Exception e) {
        throw new IllegalStateException(spec.id() + " cannot be closed", e);
      }
    }
  }

  /** Builds {@code size} copies. */
  static EnvironmentCopy[] build(
      EnvironmentSpec spec, int size, Supplier<? extends Environment> factory) {
    EnvironmentCopy[] copies = new EnvironmentCopy[size];
    Arrays.setAll(copies, i -> new EnvironmentCopy(spec, factory.get()));
    return copies;
  }
}
