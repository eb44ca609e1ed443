package org.palaestra.agents.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Space;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Plays the policies of a {@link Search} and tells it their returns. Each copy plays an episode of
 * a policy, then one of the next that still wants some. While the last ones are being played,
 * copies with nothing to do play on without being counted.
 */
final class SearchAgent implements Agent {

  /** Makes a search. */
  @FunctionalInterface
  interface Start {

    /** One of {@code n} dimensions, from points that lie {@code sigma} around 0. */
    Search of(int n, double sigma, RandomStream random);
  }

  private static final int NOTHING = -1;

  private final SearchSettings settings;
  private final Space observations;
  private final Space actions;
  private final Kernels kernels;
  private final SearchedPolicy[] players; // [N]
  private final Search search;
  private final int[] playing; // [N] episode of this generation, or NOTHING
  private final double[] returns; // [N] so far
  private final double[] worth; // [population] sums of returns
  private final float[] weights;
  private final Actor behaviour = this::act;
  private int begun; // episodes of this generation
  private int done;
  private double best = Double.NaN; // of the last generation
  private double mean = Double.NaN;

  SearchAgent(AgentContext context, SearchSettings settings, Start start) {
    this.settings = settings;
    observations = context.observations();
    actions = context.actions();
    kernels = KernelChoice.of(context.kernels(), context.threads());
    players = new SearchedPolicy[context.copies()];
    Arrays.setAll(players, copy -> policy());
    int n = players[0].size();
    if (n > SearchSettings.MOST_WEIGHTS) {
      throw new IllegalArgumentException(
          "the policy has %,d weights, of which at most %,d can be searched: choose smaller layers with network.hidden"
              .formatted(n, SearchSettings.MOST_WEIGHTS));
    }
    weights = new float[n];
    search =
        start.of(n, settings.deviation(), context.streams().stream(RandomStreams.INITIALISATION));
    worth = new double[search.population()];
    playing = new int[players.length];
    returns = new double[players.length];
    for (int copy = 0; copy < players.length; copy++) {
      next(copy);
    }
  }

  private SearchedPolicy policy() {
    return new SearchedPolicy(kernels, observations, actions, settings.network());
  }

  /** Gives a copy its next episode. */
  private void next(int copy) {
    returns[copy] = 0;
    playing[copy] = begun < episodes() ? begun++ : NOTHING;
    dress(copy);
  }

  private int episodes() {
    return worth.length * settings.episodes();
  }

  /** Episodes of one policy follow one another. */
  private int candidate(int episode) {
    return episode / settings.episodes();
  }

  private void dress(int copy) {
    search.candidate(
        playing[copy] == NOTHING ? worth.length - 1 : candidate(playing[copy]), weights);
    players[copy].set(weights);
  }

  @Override
  public Actor behaviour() {
    return behaviour;
  }

  private void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < players.length; copy++) {
      players[copy].act(now, copy, out);
    }
  }

  @Override
  public Policy target() {
    float[] frozen = new float[weights.length];
    search.best(frozen);
    return copies -> {
      SearchedPolicy policy = policy();
      policy.set(frozen);
      return (now, out, streams) -> {
        for (int copy = 0; copy < copies; copy++) {
          policy.act(now, copy, out);
        }
      };
    };
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    for (int copy = 0; copy < players.length; copy++) {
      returns[copy] += after.rewards[copy];
      if (after.ended(copy)) {
        if (playing[copy] != NOTHING) {
          worth[candidate(playing[copy])] += returns[copy];
          done++;
        }
        next(copy);
      }
    }
  }

  @Override
  public void learn(MetricSink metrics) {
    if (done == episodes()) {
      for (int i = 0; i < worth.length; i++) {
        worth[i] /= settings.episodes();
      }
      best = Arrays.stream(worth).max().orElseThrow();
      mean = Arrays.stream(worth).average().orElseThrow();
      search.tell(worth);
      Arrays.fill(worth, 0);
      begun = 0;
      done = 0;
      // Whoever plays on for nothing starts to count with its next episode.
    }
    if (!Double.isNaN(best)) {
      metrics.record("generation/best", best);
      metrics.record("generation/mean", mean);
    }
  }

  @Override
  public void save(StateWriter out) {
    out.object("search", search);
    out.ints("playing", playing);
    out.doubles("returns", returns);
    out.doubles("worth", worth);
    out.integer("begun", begun);
    out.integer("done", done);
    out.number("best", best);
    out.number("mean", mean);
    for (int copy = 0; copy < players.length; copy++) {
      out.floats("player-" + copy, players[copy].get());
    }
  }

  @Override
  public void restore(StateReader in) {
    in.object("search", search);
    in.ints("playing", playing, NOTHING, episodes() - 1);
    in.doubles("returns", returns);
    in.doubles("worth", worth);
    begun = (int) in.integer("begun", 0, episodes());
    done = (int) in.integer("done", 0, begun);
    best = in.number("best");
    mean = in.number("mean");
    for (int copy = 0; copy < players.length; copy++) {
      in.floats("player-" + copy, weights);
      players[copy].set(weights);
    }
  }
}
