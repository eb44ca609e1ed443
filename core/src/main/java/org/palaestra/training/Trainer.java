package org.palaestra.training;

import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.Agents;
import org.palaestra.agent.DivergenceException;
import org.palaestra.agent.PastEpisode;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentFault;
import org.palaestra.environment.Environments;
import org.palaestra.environment.EpisodeSeeds;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * The training loop, and the only one. Its state is everything that a training consists of, so that
 * a restored trainer goes on bit for bit.
 */
public final class Trainer implements Stateful, AutoCloseable {

  /** Number of finished episodes whose returns make up {@link #recentReturn()}. */
  public static final int RECENT = 100;

  /** Episodes of a batch that a message names. */
  private static final int NAMED = 8;

  private final TrainingPlan plan;
  private final Environments environments;
  private final Agents agents;
  private final int threads;
  private final EpisodeSeeds episodeSeeds;
  private final ActionBatch actions;
  private final RandomStream[] exploration;
  private final double[] returns;
  private final long[] lengths;
  private final double[] recent = new double[RECENT];
  private final Meters meters = new Meters();
  private VectorEnvironment environment;
  private Agent agent;
  private Actor behaviour;
  private StepBatch batch;
  private long steps;
  private long episodes;
  private boolean halfRestored;

  /**
   * Sets everything up at step 0, for one thread.
   *
   * @throws org.palaestra.settings.InvalidInputException if the plan cannot be carried out
   */
  public Trainer(TrainingPlan plan, Environments environments, Agents agents) {
    this(plan, environments, agents, 1);
  }

  /**
   * Sets everything up at step 0.
   *
   * @param threads how many threads may compute at once, which changes the speed and nothing else
   * @throws org.palaestra.settings.InvalidInputException if the plan cannot be carried out
   */
  public Trainer(TrainingPlan plan, Environments environments, Agents agents, int threads) {
    this.plan = plan;
    this.environments = environments;
    this.agents = agents;
    this.threads = threads;
    RandomStreams streams = new RandomStreams(plan.seed());
    environment = environments.vector(plan.environment(), plan.copies(), threads);
    agent = create(plan, environments, agents, threads);
    behaviour = agent.behaviour();
    actions = new ActionBatch(environment.actionSpace(), plan.copies());
    exploration = new RandomStream[plan.copies()];
    Arrays.setAll(exploration, copy -> streams.stream(RandomStreams.EXPLORATION, copy));
    returns = new double[plan.copies()];
    lengths = new long[plan.copies()];
    episodeSeeds = (copy, episode) -> streams.seed(RandomStreams.EPISODE, copy, episode);
    batch = environment.reset(episodeSeeds);
  }

  /** The agent of a plan as it is before any training. */
  public static Agent create(
      TrainingPlan plan, Environments environments, Agents agents, int threads) {
    return agents.find(plan.agent()).create(context(plan, environments, threads));
  }

  /** What the agent of a plan is made for. */
  public static AgentContext context(TrainingPlan plan, Environments environments, int threads) {
    Environment sample = environments.create(plan.environment());
    Optional<FiniteMdp> model = sample.ability(FiniteMdp.class);
    return new AgentContext(
        plan.environment(),
        sample.observationSpace(),
        sample.actionSpace(),
        model,
        sample.ability(Restorable.class).isPresent(),
        plan.copies(),
        plan.steps(),
        plan.settings(),
        plan.kernels(),
        threads,
        new RandomStreams(plan.seed()));
  }

  /**
   * Refuses a state that is of another number of copies, before anything is made for them.
   *
   * @throws MismatchException if it is
   */
  public static void checkCopies(StateReader state, TrainingPlan plan) {
    if (state.length("lengths") != plan.copies()) {
      throw new MismatchException(
          "the state is of %d copies, and the plan of %d"
              .formatted(state.length("lengths"), plan.copies()));
    }
  }

  /** Whether all steps are done or the agent has nothing left to learn. */
  public boolean done() {
    return steps >= plan.steps() || agent.finished();
  }

  /**
   * One step of every copy, and what the agent learns from it.
   *
   * @throws DivergenceException if a number of the training is not finite
   * @throws org.palaestra.agent.AgentFault if the agent's learner has failed
   * @throws org.palaestra.environment.EnvironmentFault if the environment breaks its contract
   */
  public void step() {
    checkWhole();
    StepBatch before = batch;
    behaviour.act(before, actions, exploration);
    StepBatch after = environment.step(actions);
    steps += plan.copies();
    account(after);
    agent.observe(before, actions, after);
    try {
      agent.learn(meters);
    } catch (DivergenceException e) {
      throw e.batch().isEmpty() ? e : withSeeds(e);
    }
    batch = after;
  }

  private DivergenceException withSeeds(DivergenceException e) {
    Set<PastEpisode> episodes = e.batch();
    String seeds =
        episodes.stream()
            .limit(NAMED)
            .map(past -> Long.toString(seed(past)))
            .collect(Collectors.joining(", "));
    int others = episodes.size() - NAMED;
    return (DivergenceException)
        new DivergenceException(
                "%s; its batch is from %s %s%s"
                    .formatted(
                        e.getMessage(),
                        episodes.size() == 1 ? "the episode of seed" : "the episodes of seeds",
                        seeds,
                        others > 0 ? " and " + others + " more" : ""),
                episodes)
            .initCause(e);
  }

  private long seed(PastEpisode past) {
    long episode = environment.episode(past.copy()) - past.ago();
    return episodeSeeds.seed(past.copy(), episode);
  }

  private void account(StepBatch after) {
    for (int copy = 0; copy < returns.length; copy++) {
      returns[copy] += after.rewards[copy];
      lengths[copy]++;
      if (after.ended(copy)) {
        recent[(int) (episodes % RECENT)] = returns[copy];
        meters.record("episode/return", returns[copy]);
        meters.record("episode/length", (double) lengths[copy]);
        episodes++;
        returns[copy] = 0;
        lengths[copy] = 0;
      }
    }
  }

  /** What is trained. */
  public TrainingPlan plan() {
    return plan;
  }

  /** Who learns. */
  public Agent agent() {
    checkWhole();
    return agent;
  }

  /** Environment steps done, over all copies. */
  public long steps() {
    return steps;
  }

  /** Episodes finished, over all copies. */
  public long episodes() {
    return episodes;
  }

  /** Mean return of the last {@value #RECENT} finished episodes, or NaN before the first. */
  public double recentReturn() {
    int count = (int) Math.min(episodes, RECENT);
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += recent[i];
    }
    return sum / count;
  }

  /** Whether every restore led to the very state that was saved. */
  public boolean exact() {
    return environment.exact();
  }

  Meters meters() {
    return meters;
  }

  @Override
  public void save(StateWriter out) {
    checkWhole();
    long[] words = new long[exploration.length * RandomStream.STATE_SIZE];
    for (int copy = 0; copy < exploration.length; copy++) {
      exploration[copy].save(words, copy * RandomStream.STATE_SIZE);
    }
    out.longs("exploration", words);
    out.integer("steps", steps);
    out.integer("episodes", episodes);
    out.doubles("returns", returns);
    out.longs("lengths", lengths);
    out.doubles("recent", recent);
    out.object("metrics", meters);
    out.object("environment", environment);
    out.object("agent", agent);
    out.object("behaviour", behaviour);
  }

  /**
   * Takes over what {@link #save} wrote, in whole. If that fails, part of it may have been taken
   * over, and nothing more can be done with this trainer than to restore another state. Its agent
   * is another one then.
   *
   * @throws MismatchException if it does not fit, whatever it is that the agent trips over
   * @throws org.palaestra.environment.EnvironmentFault if the environment cannot take it over
   */
  @Override
  public void restore(StateReader in) {
    if (halfRestored) {
      beginAnew();
    }
    halfRestored = true;
    try {
      takeOver(in);
    } catch (MismatchException | EnvironmentFault e) {
      throw e;
    } catch (RuntimeException e) {
      throw new MismatchException("the state cannot be taken over: " + e, e);
    }
    halfRestored = false;
  }

  /** Nothing of a state that did not fit may shine through the next one. */
  private void beginAnew() {
    close();
    environment = environments.vector(plan.environment(), plan.copies(), threads);
    agent = create(plan, environments, agents, threads);
    behaviour = agent.behaviour();
    batch = environment.reset(episodeSeeds);
  }

  private void checkWhole() {
    if (halfRestored) {
      throw new IllegalStateException("this training was restored in part only; make another one");
    }
  }

  private void takeOver(StateReader in) {
    long[] words = new long[exploration.length * RandomStream.STATE_SIZE];
    in.longs("exploration", words);
    for (int copy = 0; copy < exploration.length; copy++) {
      exploration[copy].restore(words, copy * RandomStream.STATE_SIZE);
    }
    steps = in.integer("steps", 0, Long.MAX_VALUE);
    episodes = in.integer("episodes", 0, steps);
    in.doubles("returns", returns);
    in.longs("lengths", lengths);
    in.doubles("recent", recent);
    in.object("metrics", meters);
    environment.seeds(episodeSeeds);
    in.object("environment", environment);
    in.object("agent", agent);
    in.object("behaviour", behaviour);
    batch = environment.current();
    for (int copy = 0; copy < returns.length; copy++) {
      if (batch.starts[copy]) {
        // So it was when saved, unless the environment could not come back and began anew.
        returns[copy] = 0;
        lengths[copy] = 0;
      }
    }
  }

  @Override
  public void close() {
    try {
      agent.close();
    } finally {
      environment.close();
    }
  }
}
