package org.palaestra.environment;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import java.util.function.IntConsumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.parallel.Workers;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * N copies in this process, stepped one after the other in the caller's thread or shared among
 * several, without allocation. The results are the same, since copies have nothing in common. Where
 * threads are offered they are used once a step has shown to take long enough for that to pay.
 *
 * <p>Its state is that of every copy: the environment's own if it is {@link Restorable}, else the
 * seed and actions of the running episode, which are played again on restore and must lead to the
 * same place.
 */
public final class LocalVectorEnvironment implements VectorEnvironment {

  /** Observations up to this wide are cleared in one go. */
  private static final int NARROW = 16;

  private final EnvironmentSpec spec;
  private final EnvironmentCopy[] copies;
  private final Space observationSpace;
  private final Space actionSpace;
  private final int width;

  /** Whether slices need not be zeroed. */
  private final boolean overwrites;

  /** Number of actions if some are not always allowed, else 0. */
  private final int masked;

  private final @Nullable Shared shared;
  private StepBatch current;
  private StepBatch next;
  private @Nullable EpisodeSeeds source;
  private IntConsumer listener = copy -> {};

  /** Whether a listener was given, which is called in the caller's thread. */
  private boolean watched;

  private boolean started;
  private boolean exact = true;

  /**
   * Builds the copies, for the caller's thread alone.
   *
   * @param spec what they are
   * @param size how many, at least 1
   * @param factory makes one copy of {@code spec}
   */
  public LocalVectorEnvironment(
      EnvironmentSpec spec, int size, Supplier<? extends Environment> factory) {
    this(spec, size, factory, 1);
  }

  /**
   * Builds the copies.
   *
   * @param spec what they are
   * @param size how many, at least 1
   * @param factory makes one copy of {@code spec}
   * @param threads how many may step at once, the caller's included, at least 1
   */
  public LocalVectorEnvironment(
      EnvironmentSpec spec, int size, Supplier<? extends Environment> factory, int threads) {
    if (size < 1) {
      throw new IllegalArgumentException("there must be at least 1 copy, got " + size);
    }
    if (threads < 1) {
      throw new IllegalArgumentException("there must be at least 1 thread, got " + threads);
    }
    this.spec = spec;
    copies = EnvironmentCopy.build(spec, size, factory);
    observationSpace = copies[0].environment.observationSpace();
    actionSpace = copies[0].environment.actionSpace();
    width = observationSpace.size();
    overwrites = copies[0].environment.overwrites();
    masked = copies[0].mask != null && actionSpace instanceof Discrete discrete ? discrete.n() : 0;
    StepBatch.Origin origin = copies[0].restorable == null ? null : new Restored(factory);
    current = new StepBatch(size, width, masked, origin);
    next = new StepBatch(size, width, masked, origin);
    shared = threads > 1 && size > 1 ? new Shared(Math.min(threads, size)) : null;
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
    return copies[copy].environment.ability(type);
  }

  @Override
  public void beforeRestart(IntConsumer listener) {
    this.listener = listener;
    watched = true;
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
      copies[copy].episode = -1;
      begin(copy);
      if (!started) {
        copies[copy].checkWidth();
      }
      copies[copy].observe(batch.observations, copy * width);
      copies[copy].mask(batch.allowed, copy * masked);
      batch.starts[copy] = true;
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
    // What is observed must arrive zeroed, wide slices one by one, just before they are written and
    // read again; everything else is assigned below.
    if (!overwrites && width <= NARROW) {
      Arrays.fill(batch.successors, 0);
    }
    if (shared == null || watched) {
      step(0, copies.length, actions, batch);
    } else {
      shared.step(actions, batch);
    }
    return batch;
  }

  private void step(int from, int to, ActionBatch actions, StepBatch batch) {
    for (int copy = from; copy < to; copy++) {
      step(copy, actions, batch);
    }
  }

  /** A step of all copies as work for several threads, and whether it is worth their while. */
  private final class Shared implements Workers.Work {

    /** Handing work over costs a microsecond or two. */
    private static final long WORTHWHILE_NANOS = 20_000;

    /** Steps whose time is taken, after as many that are not: compilers come late. */
    private static final int TIMED = 200;

    private final Workers workers;
    private final int parts;
    private ActionBatch actions = new ActionBatch(new Discrete(1), 0);
    private StepBatch batch = new StepBatch(0, 0, 0);
    private int timed;
    private long nanos;

    Shared(int threads) {
      workers = Workers.of(threads);
      parts = Math.min(copies.length, 2 * threads);
    }

    /** The clock decides who works, never what comes of it. */
    void step(ActionBatch taken, StepBatch into) {
      if (timed < 2 * TIMED) {
        long start = System.nanoTime();
        LocalVectorEnvironment.this.step(0, copies.length, taken, into);
        nanos += timed < TIMED ? 0 : System.nanoTime() - start;
        timed++;
      } else if (nanos < TIMED * WORTHWHILE_NANOS) {
        LocalVectorEnvironment.this.step(0, copies.length, taken, into);
      } else {
        actions = taken;
        batch = into;
        workers.share(this);
      }
    }

    @Override
    public int parts() {
      return parts;
    }

    @Override
    public void run(int part, int thread) {
      int from = (int) ((long) copies.length * part / parts);
      int to = (int) ((long) copies.length * (part + 1) / parts);
      LocalVectorEnvironment.this.step(from, to, actions, batch);
    }
  }

  private void step(int copy, ActionBatch actions, StepBatch batch) {
    EnvironmentCopy one = copies[copy];
    int from = copy * width;
    batch.rewards[copy] = one.step(actions, copy);
    if (width > NARROW) {
      clear(batch.successors, from);
    }
    one.observe(batch.successors, from);
    one.mask(batch.successorAllowed, copy * masked);
    boolean terminated = one.terminated();
    boolean truncated = !terminated && spec.timeLimit() > 0 && one.steps >= spec.timeLimit();
    boolean ended = terminated || truncated;
    batch.terminated[copy] = terminated;
    batch.truncated[copy] = truncated;
    batch.starts[copy] = ended;
    if (ended) {
      listener.accept(copy);
      begin(copy);
      clear(batch.observations, from);
      one.observe(batch.observations, from);
      one.mask(batch.allowed, copy * masked);
    } else {
      System.arraycopy(batch.successors, from, batch.observations, from, width);
      System.arraycopy(batch.successorAllowed, copy * masked, batch.allowed, copy * masked, masked);
    }
  }

  private void clear(float[] out, int from) {
    if (!overwrites) {
      Arrays.fill(out, from, from + width, 0);
    }
  }

  private void begin(int copy) {
    if (source == null) {
      throw new IllegalStateException("there is no source of episode seeds");
    }
    copies[copy].begin(source.seed(copy, copies[copy].episode + 1));
  }

  /** Says where copies stand that can save their state. */
  private final class Restored implements StepBatch.Origin {

    private final Supplier<? extends Environment> factory;

    Restored(Supplier<? extends Environment> factory) {
      this.factory = factory;
    }

    @Override
    public Simulator simulator() {
      return LocalSimulator.of(spec, factory.get());
    }

    @Override
    public int state(StepBatch batch, int copy, double[] out) {
      if (batch != current) {
        throw new IllegalStateException(
            "the environment has gone on since this batch; ask where a copy stands while acting");
      }
      EnvironmentCopy one = copies[copy];
      return LocalSimulator.save(Objects.requireNonNull(one.restorable), one.steps, out);
    }
  }

  private StepBatch flip() {
    StepBatch batch = next;
    next = current;
    current = batch;
    return batch;
  }

  @Override
  public long episode(int copy) {
    return copies[copy].episode;
  }

  @Override
  public void save(StateWriter out) {
    int size = copies.length;
    long[] streams = new long[size * RandomStream.STATE_SIZE];
    long[] episodes = new long[size];
    long[] seeds = new long[size];
    int[] steps = new int[size];
    for (int copy = 0; copy < size; copy++) {
      copies[copy].stream.save(streams, copy * RandomStream.STATE_SIZE);
      episodes[copy] = copies[copy].episode;
      seeds[copy] = copies[copy].seed;
      steps[copy] = copies[copy].steps;
    }
    out.longs("streams", streams);
    out.longs("episodes", episodes);
    out.longs("seeds", seeds);
    out.ints("steps", steps);
    out.object("batch", current);
    out.integer("exact", exact ? 1 : 0);
    saveStates(out);
  }

  /** The states end to end, with the length of each; or the logs. */
  private void saveStates(StateWriter out) {
    int[] lengths = new int[copies.length];
    double[] states = new double[0];
    int end = 0;
    for (int copy = 0; copy < copies.length; copy++) {
      Restorable restorable = copies[copy].restorable;
      EpisodeLog log = copies[copy].log;
      if (restorable != null) {
        double[] state = new double[restorable.stateSize()];
        lengths[copy] = restorable.save(state);
        if (end + lengths[copy] > states.length) {
          states = Arrays.copyOf(states, 2 * (end + lengths[copy]));
        }
        System.arraycopy(state, 0, states, end, lengths[copy]);
        end += lengths[copy];
      } else if (log != null) {
        out.object("log" + copy, log);
      }
    }
    out.ints("lengths", lengths);
    out.doubles("states", Arrays.copyOf(states, end));
  }

  /**
   * Takes over a state. The source of later seeds must have been given, by {@link #seeds} or an
   * earlier reset.
   */
  @Override
  public void restore(StateReader in) {
    int size = copies.length;
    long[] streams = new long[size * RandomStream.STATE_SIZE];
    long[] episodes = new long[size];
    long[] seeds = new long[size];
    int[] steps = new int[size];
    in.longs("streams", streams);
    in.longs("episodes", episodes);
    in.longs("seeds", seeds);
    in.ints("steps", steps, 0, Integer.MAX_VALUE);
    in.object("batch", current);
    checkIndices(current.observations);
    checkIndices(current.successors);
    exact = in.integer("exact", 0, 1) != 0;
    for (int copy = 0; copy < size; copy++) {
      copies[copy].episode = episodes[copy];
      copies[copy].seed = seeds[copy];
      copies[copy].steps = steps[copy];
    }
    restoreStates(in, streams);
    started = true;
  }

  /** Agents keep tables by what is observed where that is a number. */
  private void checkIndices(float[] observed) {
    if (observationSpace() instanceof Discrete numbered) {
      for (float number : observed) {
        if (!(number >= 0 && number < numbered.n()) || number != (int) number) {
          throw new MismatchException(
              "an observation is %s, which is no whole number below %d"
                  .formatted(number, numbered.n()));
        }
      }
    }
  }

  private void restoreStates(StateReader in, long[] streams) {
    int[] lengths = new int[copies.length];
    in.ints("lengths", lengths);
    double[] states = new double[in.length("states")];
    in.doubles("states", states);
    int from = 0;
    for (int copy = 0; copy < copies.length; copy++) {
      EnvironmentCopy one = copies[copy];
      EpisodeLog log = one.log;
      int word = copy * RandomStream.STATE_SIZE;
      if (one.restorable != null) {
        if (lengths[copy] < 0 || lengths[copy] > states.length - from) {
          throw new MismatchException(
              "copy %d claims a state of %d values".formatted(copy, lengths[copy]));
        }
        double[] state = Arrays.copyOfRange(states, from, from + lengths[copy]);
        one.restore(one.restorable, state, state.length);
        one.stream.restore(streams, word);
        from += lengths[copy];
      } else if (log != null) {
        log.restore(in.in("log" + copy));
        long[] words = Arrays.copyOfRange(streams, word, word + RandomStream.STATE_SIZE);
        if (!one.replay(log, words, current.observations, copy * width)) {
          beginAnew(copy);
        }
      }
    }
    if (from != states.length) {
      throw new MismatchException(
          "%d values of states were stored, of which the copies claim %d"
              .formatted(states.length, from));
    }
  }

  /** Where a replay led elsewhere: the environment has chance of its own. */
  private void beginAnew(int copy) {
    exact = false;
    begin(copy);
    int from = copy * width;
    Arrays.fill(current.observations, from, from + width, 0);
    copies[copy].observe(current.observations, from);
    copies[copy].mask(current.allowed, copy * masked);
    current.starts[copy] = true;
  }

  @Override
  public void close() {
    for (EnvironmentCopy copy : copies) {
      copy.close();
    }
  }
}
