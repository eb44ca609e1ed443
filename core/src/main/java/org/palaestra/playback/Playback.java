package org.palaestra.playback;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.EpisodeSeeds;
import org.palaestra.environment.Measured;
import org.palaestra.environment.Playable;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.environment.Viewable;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Discrete;
import org.palaestra.view.Drawing;

/**
 * An actor that plays one copy of an environment, episode after episode, to be looked at.
 *
 * <p>Each {@link #step} leads to another {@link Frame}, so that every state is seen once: the first
 * of an episode, with no action yet, one after each action, and the last, before the copy restarts.
 *
 * <p>An episode's chance, the actor's included, comes from its seed alone: the same root seed gives
 * the same frames, and an evaluation that plays the same episode seed plays the same episode. Not
 * safe for use by several threads at once.
 */
public final class Playback implements AutoCloseable {

  /** Name of the stream that gives the episodes their seeds. */
  public static final String STREAM = "playback";

  private static final int MOST_NUMBERS = 4;

  private final VectorEnvironment environment;
  private final Actor actor;
  private final EpisodeSeeds seeds;
  private final ActionBatch actions;
  private final RandomStream chance = new RandomStream(0);
  private final RandomStream[] chances = {chance};
  private final @Nullable Viewable viewable;
  private final @Nullable Measured measured;
  private final @Nullable Playable playable;
  private final Drawing.Recorder recorder = new Drawing.Recorder();
  private @Nullable ChannelGrid grid; // shown instead of what the environment paints
  private StepBatch batch;
  private long episode;
  private int step;
  private double episodeReturn;
  private double pastReturns; // summed over the episodes before this one
  private Ending ending = Ending.NONE;
  private @Nullable Drawing lastScene; // painted just before the copy restarted
  private Map<String, Double> lastMeasures = Map.of(); // taken then, too
  private @Nullable Frame frame; // made when asked for

  /**
   * At the first state of the first episode.
   *
   * @param environment one copy, which {@link #close} closes
   * @param policy who acts; for an agent that explores, {@code copies -> agent.behaviour()}
   * @param seed the root seed
   * @throws IllegalArgumentException if there is more than one copy
   */
  public Playback(VectorEnvironment environment, Policy policy, long seed) {
    this(environment, policy, (copy, episode) -> new RandomStreams(seed).seed(STREAM, episode));
  }

  /**
   * At the first state of the first episode.
   *
   * @param environment one copy, which {@link #close} closes
   * @param policy who acts
   * @param seeds gives each episode its seed
   * @throws IllegalArgumentException if there is more than one copy
   */
  public Playback(VectorEnvironment environment, Policy policy, EpisodeSeeds seeds) {
    if (environment.size() != 1) {
      throw new IllegalArgumentException(
          "a playback needs an environment with 1 copy, got " + environment.size());
    }
    this.environment = environment;
    actor = policy.actor(1);
    this.seeds = seeds;
    actions = new ActionBatch(environment.actionSpace(), 1);
    viewable = environment.ability(0, Viewable.class).orElse(null);
    measured = environment.ability(0, Measured.class).orElse(null);
    playable =
        environment.actionSpace() instanceof Discrete
            ? environment.ability(0, Playable.class).orElse(null)
            : null;
    environment.beforeRestart(copy -> lookBack());
    batch = environment.reset((copy, index) -> seed(index));
    begin();
  }

  /** What has no looks is known by its last observation, which outlives the restart. */
  private void lookBack() {
    lastScene = viewable == null ? null : paint(viewable);
    lastMeasures = measure();
  }

  /** The seed of an episode. */
  private long seed(long index) {
    return seeds.seed(0, index);
  }

  /** What is played. */
  public EnvironmentSpec spec() {
    return environment.spec();
  }

  /**
   * Shows from now on what the actor observes, a square for each cell coloured by its channel,
   * instead of what the environment paints.
   *
   * @throws IllegalArgumentException if observations have no rows and columns
   */
  public void showObservations() {
    grid = new ChannelGrid(environment.observationSpace());
    frame = null;
  }

  /** Whether frames after an action come with an {@link Insight}. */
  public boolean explains() {
    return actor instanceof Explains;
  }

  /** Whether the episode is over; the next {@link #step} begins another. */
  public boolean ended() {
    return ending != Ending.NONE;
  }

  /** How many episodes are over, the current one included if it is. */
  public long finishedEpisodes() {
    return ended() ? episode + 1 : episode;
  }

  /**
   * Goes on by one frame: acts, or shows the first state of the next episode if this one is over.
   *
   * @throws org.palaestra.environment.EnvironmentFault if the environment breaks its contract
   */
  public void step() {
    frame = null;
    if (ended()) {
      pastReturns += episodeReturn;
      episode++;
      begin();
      return;
    }
    actor.act(batch, actions, chances);
    batch = environment.step(actions);
    step++;
    episodeReturn += batch.rewards[0];
    if (batch.terminated[0]) {
      ending = Ending.TERMINATED;
    } else if (batch.truncated[0]) {
      ending = Ending.TRUNCATED;
    }
  }

  /** Plays the current episode again from its beginning, with the same chance. */
  public void restart() {
    frame = null;
    long first = episode;
    batch = environment.reset((copy, index) -> seed(first + index));
    begin();
  }

  private void begin() {
    step = 0;
    episodeReturn = 0;
    ending = Ending.NONE;
    lastScene = null;
    // As an evaluation seeds its actors, so that the same seed is the same episode.
    chance.reseed(new RandomStreams(seed(episode)).seed(RandomStreams.EXPLORATION));
  }

  /** The current moment. */
  public Frame frame() {
    Frame made = frame;
    if (made == null) {
      made = look();
      frame = made;
    }
    return made;
  }

  private Frame look() {
    Drawing scene = lastScene;
    boolean acted = step > 0;
    long over = finishedEpisodes();
    double sum = ended() ? pastReturns + episodeReturn : pastReturns;
    return new Frame(
        scene != null && grid == null ? scene : paint(),
        ended() ? lastMeasures : measure(),
        episode,
        step,
        episodeReturn,
        acted ? batch.rewards[0] : 0,
        acted ? describeAction() : "",
        ending,
        new Frame.Past(over, over == 0 ? Double.NaN : sum / over),
        acted && actor instanceof Explains explains
            ? Optional.of(
                Insight.of(explains, actions.indices.length == 0 ? -1 : actions.indices[0]))
            : Optional.empty());
  }

  private Map<String, Double> measure() {
    if (measured == null) {
      return Map.of();
    }
    Map<String, Double> measures = new LinkedHashMap<>();
    measured.measure(measures::put);
    return measures;
  }

  private Drawing paint() {
    ChannelGrid squares = grid;
    if (squares != null) {
      squares.paint(ended() ? batch.successors : batch.observations, recorder);
      return recorder.take();
    }
    if (viewable != null) {
      return paint(viewable);
    }
    PlainView.paint(
        spec().title(),
        environment.observationSpace(),
        ended() ? batch.successors : batch.observations,
        recorder);
    return recorder.take();
  }

  private Drawing paint(Viewable viewable) {
    try {
      viewable.paint(recorder);
    } catch (RuntimeException e) {
      throw fault("threw " + e + " while it painted", e);
    }
    Drawing drawing = recorder.take();
    if (drawing.shapes().isEmpty() || !(drawing.shapes().get(0) instanceof Drawing.World)) {
      throw fault("did not begin its painting with world(left, bottom, right, top, color)", null);
    }
    return drawing;
  }

  private EnvironmentFault fault(String problem, @Nullable Throwable cause) {
    return new EnvironmentFault(spec(), seed(episode), episode, step, problem, cause);
  }

  private String describeAction() {
    if (actions.indices.length > 0) {
      return playable == null
          ? Integer.toString(actions.indices[0])
          : playable.actionName(actions.indices[0]);
    }
    StringJoiner text = new StringJoiner("  ");
    for (int i = 0; i < Math.min(MOST_NUMBERS, actions.values.length); i++) {
      text.add(String.format(Locale.ROOT, "%.2f", actions.values[i]));
    }
    if (actions.values.length > MOST_NUMBERS) {
      text.add("…");
    }
    return text.toString();
  }

  /** Closes the environment. */
  @Override
  public void close() {
    environment.close();
  }
}
