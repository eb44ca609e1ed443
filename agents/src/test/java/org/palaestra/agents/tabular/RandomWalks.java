package org.palaestra.agents.tabular;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

/** Errors on the random walk of 19 places, whose values are −0.9, −0.8 … 0.9. */
final class RandomWalks {

  private static final int EPISODES = 10;

  private RandomWalks() {}

  /** Root of the mean square over the places. */
  static double error(Trainer trainer) {
    Actor actor = trainer.agent().target().actor(1);
    Trainings.Answer answer = new Trainings.Answer(new Discrete(1));
    RandomGenerator[] streams = {new RandomStream(1)};
    StepBatch now = new StepBatch(1, 1, 0);
    double squares = 0;
    for (int place = 1; place <= 19; place++) {
      now.observations[0] = place;
      actor.act(now, answer.actions, streams);
      ((Explains) actor).explain(0, answer);
      double error = answer.value - (place - 10) / 10.0;
      squares += error * error;
    }
    return Math.sqrt(squares / 19);
  }

  /** The average of that after each of the first ten episodes of {@code runs} trainings. */
  static double error(String agent, int runs, double alpha, Map<String, String> changes) {
    Map<String, String> settings = new HashMap<>(changes);
    settings.put("learningRate.from", Double.toString(alpha));
    settings.put("learningRate.to", Double.toString(alpha));
    EnvironmentSpec walk = Trainings.ENVIRONMENTS.find("RandomWalk19-v1").spec();
    double sum = 0;
    for (int seed = 0; seed < runs; seed++) {
      try (Trainer trainer =
          Trainings.begin(agent, walk, seed, 1_000_000, 1, "auto", 1, settings)) {
        for (int episode = 1; episode <= EPISODES; episode++) {
          while (trainer.episodes() < episode) {
            trainer.step();
          }
          sum += error(trainer);
        }
      }
    }
    return sum / (runs * EPISODES);
  }
}
