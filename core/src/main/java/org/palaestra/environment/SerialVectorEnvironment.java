package org.palaestra.environment;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * N copies stepped one after the other in the caller's thread, without allocation.
 *
 * <p>Its state is that of every copy: the environment's own if it is {@link Restorable}, else the
 * seed and actions of the running episode, which are played again on restore and must lead to the
 * same observation.
 */
public final class SerialVectorEnvironment implements VectorEnvironment {

  /** Cells beyond an observation that a copy must leave alone, checked at its first reset. */
  private static final int GUARD = 64;

  private final EnvironmentSpec spec;
  private final Environment[] copies;
  private final Space observationSpace;
  private final Space actionSpace;
  private final int width;
  private final int actionCount;
  private final RandomStream[] streams;
  private final long[] episodes;
  private final long[] seeds;
  private final int[] steps;
  private final @Nullable Masked[] masks;
  private final @Nullable EpisodeLog[] logs;
  private StepBatch current;
  private StepBatch next;
  private @Nullable EpisodeSeeds source;
  private IntConsumer listener = copy -> {};
  private boolean started;
  private boolean exact = true;

  /**
   * Builds the copies.
   *
   * @param spec what they are
   * @param size how many, at least 1
   * @param factory makes one copy of {@code spec}
   */
  public SerialVectorEnvironment(
      EnvironmentSpec spec, int size, Supplier<? extends Environment> factory) {
    if (size < 1) {
      throw new IllegalArgumentException("there must be at least 1 copy, got " + size);
    }
    this.spec = spec;
    copies = new Environment[size];
    streams = new RandomStream[size];
    masks = new Masked[size];
    logs = new EpisodeLog[size];
    for (int i = 0; i < size; i++) {
      copies[i] = factory.get();
      streams[i] = new RandomStream(0);
      masks[i] = copies[i].ability(Masked.class).orElse(null);
      if (copies[i].ability(Restorable.class).isEmpty()) {
        logs[i] = new EpisodeLog(copies[i].actionSpace());
      }
    }
    observationSpace = copies[0].observationSpace();
    actionSpace = copies[0].actionSpace();
    width = observationSpace.size();
    actionCount = actionSpace instanceof Discrete discrete ? discrete.n() : 0;
    episodes = new long[size];
    seeds = new long[size];
    steps = new int[size];
    int masked = masks[0] == null ? 0 : actionCount;
    current = new StepBatch(size, width, masked);
    next = new StepBatch(size, width, masked);
  }

  @Override
  public EnvironmentSpec spec() {
    return spec;
  }

  @Override
  public int size() {
    return copies.length;
  }

  @Override
  public Space observationSpace() {
    return observationSpace;
  }

  @Override
  public Space actionSpace() {
    return actionSpace;
  }

  @Override
  public StepBatch current() {
    return current;
  }

  @Override
  public <T> Optional<T> ability(int copy, Class<T> type) {
    return copies[copy].ability(type);
  }

  @Override
  public void beforeRestart(IntConsumer listener) {
    this.listener = listener;
  }

  @Override
  public boolean exact() {
    return exact;
  }

  @Override
  public void seeds(EpisodeSeeds seeds) {
    source = seeds;
  }

  @Override
  public StepBatch reset(EpisodeSeeds seeds) {
    source = seeds;
    StepBatch batch = flip();
    batch.clear();
    for (int copy = 0; copy < copies.length; copy++) {
      episodes[copy] = -1;
      begin(copy);
      if (!started) {
        checkWidth(copy);
      }
      observe(copy, batch.observations);
      batch.starts[copy] = true;
      mask(copy, batch.allowed);
    }
    System.arraycopy(batch.observations, 0, batch.successors, 0, batch.observations.length);
    System.arraycopy(batch.allowed, 0, batch.successorAllowed, 0, batch.allowed.length);
    started = true;
    return batch;
  }

  @Override
  public StepBatch step(ActionBatch actions) {
    if (!started) {
      throw new IllegalStateException("step before reset: call reset(seeds) first");
    }
    StepBatch batch = flip();
    batch.clear();
    for (int copy = 0; copy < copies.length; copy++) {
      step(copy, actions, batch);
    }
    return batch;
  }

  private void step(int copy, ActionBatch actions, StepBatch batch) {
    double reward = act(copy, actions);
    steps[copy]++;
    if (!Double.isFinite(reward)) {
      throw fault(copy, "returned the reward " + reward, null);
    }
    batch.rewards[copy] = reward;
    observe(copy, batch.successors);
    mask(copy, batch.successorAllowed);
    boolean terminated = terminated(copy);
    batch.terminated[copy] = terminated;
    batch.truncated[copy] = !terminated && spec.timeLimit() > 0 && steps[copy] >= spec.timeLimit();
    if (batch.ended(copy)) {
      listener.accept(copy);
      begin(copy);
      observe(copy, batch.observations);
      mask(copy, batch.allowed);
      batch.starts[copy] = true;
    } else {
      int from = copy * width;
      System.arraycopy(batch.successors, from, batch.observations, from, width);
      if (batch.allowed.length > 0) {
        int at = copy * actionCount;
        System.arraycopy(batch.successorAllowed, at, batch.allowed, at, actionCount);
      }
    }
  }

  private double act(int copy, ActionBatch actions) {
    EpisodeLog log = logs[copy];
    if (log != null) {
      log.append(actions, copy);
    }
    return play(copy, actions);
  }

  private double play(int copy, ActionBatch actions) {
    try {
      if (copies[copy] instanceof DiscreteEnvironment discrete) {
        int action = actions.indices[copy];
        if (action < 0 || action >= actionCount) {
          throw new IllegalArgumentException(
              "action must be from 0 to %d, got %d".formatted(actionCount - 1, action));
        }
        return discrete.step(action, streams[copy]);
      }
      return ((ContinuousEnvironment) copies[copy])
          .step(actions.values, copy * actionSpace.size(), streams[copy]);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(copy, "threw " + e, e);
    }
  }

  private boolean terminated(int copy) {
    try {
      return copies[copy].terminated();
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(copy, "threw %s when asked whether it had terminated".formatted(e), e);
    }
  }

  private void begin(int copy) {
    if (source == null) {
      throw new IllegalStateException("there is no source of episode seeds");
    }
    episodes[copy]++;
    seeds[copy] = source.seed(copy, episodes[copy]);
    steps[copy] = 0;
    EpisodeLog log = logs[copy];
    if (log != null) {
      log.clear();
    }
    restart(copy);
  }

  /** Resets with the seed of the running episode. */
  private void restart(int copy) {
    streams[copy].reseed(seeds[copy]);
    try {
      copies[copy].reset(streams[copy]);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(copy, "threw " + e + " at reset", e);
    }
  }

  private void observe(int copy, float[] out) {
    int from = copy * width;
    try {
      copies[copy].observe(out, from);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(
          copy, "threw %s while it observed; its space has %d values".formatted(e, width), e);
    }
    // A sum of products with zero is zero unless something is not finite: one test for all.
    float probe = 0;
    for (int i = from; i < from + width; i++) {
      probe += out[i] * 0;
    }
    if (probe != 0) {
      throw notFinite(copy, out, from);
    }
  }

  private EnvironmentFault notFinite(int copy, float[] out, int from) {
    for (int i = 0; i < width; i++) {
      if (!Float.isFinite(out[from + i])) {
        return fault(copy, "observed " + out[from + i] + " at index " + i, null);
      }
    }
    return fault(copy, "observed a value that is not finite", null);
  }

  private void checkWidth(int copy) {
    float[] guarded = new float[width + GUARD];
    Arrays.fill(guarded, width, guarded.length, 7);
    try {
      copies[copy].observe(guarded, 0);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(
          copy, "threw %s while it observed; its space has %d values".formatted(e, width), e);
    }
    for (int i = width; i < guarded.length; i++) {
      if (guarded[i] != 7) {
        throw fault(copy, "observed more than the %d values of its space".formatted(width), null);
      }
    }
  }

  private void mask(int copy, boolean[] out) {
    Masked mask = masks[copy];
    if (mask != null) {
      for (int action = 0; action < actionCount; action++) {
        out[copy * actionCount + action] = allowed(copy, mask, action);
      }
    }
  }

  private boolean allowed(int copy, Masked mask, int action) {
    try {
      return mask.allowed(action);
    } catch (RuntimeException | LinkageError | AssertionError e) {
      throw fault(copy, "threw %s when asked whether %d is allowed".formatted(e, action), e);
    }
  }

  private StepBatch flip() {
    StepBatch batch = next;
    next = current;
    current = batch;
    return batch;
  }

  private EnvironmentFault fault(int copy, String problem, @Nullable Throwable cause) {
    return new EnvironmentFault(
        spec.id(), seeds[copy], episodes[copy], steps[copy], problem, cause);
  }

  @Override
  public void save(StateWriter out) {
    long[] words = new long[copies.length * RandomStream.STATE_SIZE];
    for (int copy = 0; copy < copies.length; copy++) {
      streams[copy].save(words, copy * RandomStream.STATE_SIZE);
      StateWriter own = out.in("copy" + copy);
      EpisodeLog log = logs[copy];
      if (log == null) {
        Restorable restorable = copies[copy].ability(Restorable.class).orElseThrow();
        double[] state = new double[restorable.stateSize()];
        int length = restorable.save(state);
        own.doubles("state", Arrays.copyOf(state, length));
      } else {
        own.object("log", log);
      }
    }
    out.longs("streams", words);
    out.longs("episodes", episodes);
    out.longs("seeds", seeds);
    out.ints("steps", steps);
    out.object("batch", current);
  }

  /**
   * Takes over a state. The source of later seeds must have been given, by {@link #seeds} or an
   * earlier reset.
   */
  @Override
  public void restore(StateReader in) {
    long[] words = new long[copies.length * RandomStream.STATE_SIZE];
    in.longs("streams", words);
    in.longs("episodes", episodes);
    in.longs("seeds", seeds);
    in.ints("steps", steps);
    in.object("batch", current);
    for (int copy = 0; copy < copies.length; copy++) {
      StateReader own = in.in("copy" + copy);
      EpisodeLog log = logs[copy];
      if (log == null) {
        double[] state = new double[own.length("state")];
        own.doubles("state", state);
        Restorable restorable = copies[copy].ability(Restorable.class).orElseThrow();
        // A reset first, so that an environment has built whatever it builds then.
        restart(copy);
        try {
          restorable.restore(state, state.length);
        } catch (RuntimeException | LinkageError | AssertionError e) {
          throw fault(copy, "threw " + e + " when its own state was restored", e);
        }
        streams[copy].restore(words, copy * RandomStream.STATE_SIZE);
      } else {
        log.restore(own.in("log"));
        replay(copy, log, words);
      }
    }
    started = true;
  }

  /** Plays the running episode again; if it leads elsewhere, begins a new one. */
  private void replay(int copy, EpisodeLog log, long[] words) {
    restart(copy);
    ActionBatch actions = new ActionBatch(actionSpace, copies.length);
    int done = 0;
    while (done < steps[copy] && !terminated(copy)) {
      log.read(done, actions, copy);
      play(copy, actions);
      done++;
    }
    if (done < steps[copy] || terminated(copy) || !sameStream(copy, words) || !sameView(copy)) {
      exact = false;
      begin(copy);
      int from = copy * width;
      Arrays.fill(current.observations, from, from + width, 0);
      observe(copy, current.observations);
      mask(copy, current.allowed);
      current.starts[copy] = true;
    }
  }

  /** Whether the replay drew as many numbers as the episode did. */
  private boolean sameStream(int copy, long[] words) {
    long[] now = new long[words.length];
    int from = copy * RandomStream.STATE_SIZE;
    int to = from + RandomStream.STATE_SIZE;
    streams[copy].save(now, from);
    return Arrays.equals(now, from, to, words, from, to);
  }

  private boolean sameView(int copy) {
    float[] seen = new float[copies.length * width];
    observe(copy, seen);
    int from = copy * width;
    int to = from + width;
    return Arrays.equals(seen, from, to, current.observations, from, to);
  }

  @Override
  public void close() {
    for (Environment copy : copies) {
      if (copy instanceof AutoCloseable closeable) {
        try {
          closeable.close();
        } catch (Exception e) {
          throw new IllegalStateException(spec.id() + " cannot be closed", e);
        }
      }
    }
  }
}
