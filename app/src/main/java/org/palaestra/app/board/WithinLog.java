package org.palaestra.app.board;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Policy;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.training.ActionLog;

/**
 * A policy that gives up where an episode goes on behind its log, so that proving an entry takes no
 * longer than what it claims to have done, whatever time limit it names.
 */
final class WithinLog implements Policy {

  /** An episode went on. */
  static final class GoesOnException extends RuntimeException {

    private static final long serialVersionUID = 1;

    GoesOnException(int episode, int length) {
      super(
          "episode %d: the log ends after %d steps, and the checkpoint goes on"
              .formatted(episode + 1, length));
    }
  }

  private final Policy policy;
  private final ActionLog log;

  WithinLog(Policy policy, ActionLog log) {
    this.policy = policy;
    this.log = log;
  }

  @Override
  public Actor actor(int copies) {
    return new Counted(policy.actor(copies), copies);
  }

  private final class Counted implements Actor {

    private final Actor actor;
    private final EpisodePlaces places;

    Counted(Actor actor, int copies) {
      this.actor = actor;
      places = new EpisodePlaces(copies);
    }

    @Override
    public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      places.begin(now);
      for (int copy = 0; copy < places.episodes.length; copy++) {
        int episode = places.episodes[copy];
        if (episode < log.episodes() && places.steps[copy]++ >= log.length(episode)) {
          throw new GoesOnException(episode, log.length(episode));
        }
      }
      actor.act(now, out, streams);
    }

    @Override
    public void save(StateWriter out) {
      actor.save(out);
    }

    @Override
    public void restore(StateReader in) {
      actor.restore(in);
    }
  }
}
