package org.palaestra.training;

import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;

/**
 * Plays a policy over a list of episode seeds, each to its end, with raw rewards, in environments
 * of its own. The score does not depend on the number of copies: an episode's chance, the actor's
 * included, comes from its seed alone.
 *
 * <p>Where the spec has no time limit, {@value #LONGEST} steps are one: a policy that never comes
 * to an end must not keep its judge for ever.
 */
public final class Evaluator {

  /** Steps after which an episode is cut if the spec does not say when. */
  public static final int LONGEST = 100_000;

  private static final int MOST_COPIES = 16;

  private final Environments environments;
  private final EnvironmentSpec spec;

  /** For one environment. */
  public Evaluator(Environments environments, EnvironmentSpec spec) {
    this.environments = environments;
    EnvironmentSpec scored = environments.scored(spec);
    this.spec = scored.timeLimit() > 0 ? scored : scored.withTimeLimit(LONGEST);
  }

  /** The seeds of {@code episodes} evaluation episodes of a run whose root seed is {@code root}. */
  public static long[] seeds(long root, int episodes) {
    RandomStreams streams = new RandomStreams(root);
    long[] seeds = new long[episodes];
    Arrays.setAll(seeds, i -> streams.seed(RandomStreams.EVALUATION, i));
    return seeds;
  }

  /** Where it plays: raw rewards, and always a time limit. */
  public EnvironmentSpec spec() {
    return spec;
  }

  /** Plays with a sensible number of copies. */
  public Evaluation evaluate(Policy policy, long... seeds) {
    return evaluate(policy, Math.min(MOST_COPIES, seeds.length), done -> {}, seeds);
  }

  /**
   * Plays.
   *
   * @param copies how many episodes are played at a time
   * @param progress is told the number of finished episodes after each
   * @param seeds one for each episode, at least one
   */
  public Evaluation evaluate(Policy policy, int copies, LongConsumer progress, long... seeds) {
    return play(policy, copies, progress, null, seeds);
  }

  /**
   * Plays with a sensible number of copies, and writes down what is done.
   *
   * @param log empty, of as many episodes as there are seeds
   */
  public Evaluation record(Policy policy, LongConsumer progress, ActionLog log, long... seeds) {
    return play(policy, Math.min(MOST_COPIES, seeds.length), progress, log, seeds);
  }

  private Evaluation play(
      Policy policy, int copies, LongConsumer progress, @Nullable ActionLog log, long... seeds) {
    if (seeds.length == 0) {
      throw new IllegalArgumentException("there must be at least 1 episode to evaluate");
    }
    double[] returns = new double[seeds.length];
    int[] lengths = new int[seeds.length];
    int[] playing = new int[copies];
    RandomStream[] streams = new RandomStream[copies];
    for (int copy = 0; copy < copies; copy++) {
      playing[copy] = copy - copies;
      streams[copy] = new RandomStream(0);
    }
    int finished = 0;
    try (VectorEnvironment environment = environments.vector(spec, copies)) {
      Actor actor = policy.actor(copies);
      ActionBatch actions = new ActionBatch(environment.actionSpace(), copies);
      StepBatch batch =
          environment.reset((copy, episode) -> seeds[index(copy, episode, copies, seeds.length)]);
      while (true) {
        for (int copy = 0; copy < copies; copy++) {
          if (batch.starts[copy]) {
            playing[copy] += copies;
            if (playing[copy] < seeds.length) {
              streams[copy].reseed(
                  new RandomStreams(seeds[playing[copy]]).seed(RandomStreams.EXPLORATION));
            }
          }
        }
        actor.act(batch, actions, streams);
        for (int copy = 0; log != null && copy < copies; copy++) {
          if (playing[copy] < seeds.length) {
            log.add(playing[copy], actions, copy);
          }
        }
        batch = environment.step(actions);
        for (int copy = 0; copy < copies; copy++) {
          int episode = playing[copy];
          if (episode < seeds.length) {
            returns[episode] += batch.rewards[copy];
            lengths[episode]++;
            if (batch.ended(copy)) {
              finished++;
              progress.accept(finished);
            }
          }
        }
        if (finished == seeds.length) {
          return new Evaluation(seeds.clone(), returns, lengths);
        }
      }
    }
  }

  /**
   * Copies take every copies-th seed; those that have run out play their last one on, uncounted.
   */
  private static int index(int copy, long episode, int copies, int length) {
    long index = copy + episode * copies;
    return (int) (index < length ? index : copy % length);
  }
}
