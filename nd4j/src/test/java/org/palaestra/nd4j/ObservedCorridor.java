package org.palaestra.nd4j;

import java.util.HashMap;
import java.util.Map;
import org.deeplearning4j.gym.StepReply;
import org.deeplearning4j.rl4j.environment.Environment;
import org.deeplearning4j.rl4j.environment.IntegerActionSchema;
import org.deeplearning4j.rl4j.environment.Schema;
import org.deeplearning4j.rl4j.environment.StepResult;
import org.deeplearning4j.rl4j.space.Box;
import org.nd4j.linalg.api.rng.Random;

/** {@link Corridor} behind the newer of RL4J's two environment interfaces. */
final class ObservedCorridor implements Environment<Integer> {
  static final String CHANNEL = "cell";

  private final Corridor corridor = new Corridor();
  private final Schema<Integer> schema;

  ObservedCorridor(Random random) {
    schema = new Schema<>(new IntegerActionSchema(2, 0, random));
  }

  @Override
  public Schema<Integer> getSchema() {
    return schema;
  }

  @Override
  public Map<String, Object> reset() {
    return channels(corridor.reset());
  }

  @Override
  public StepResult step(Integer action) {
    StepReply<Box> reply = corridor.step(action);
    return new StepResult(channels(reply.getObservation()), reply.getReward(), reply.isDone());
  }

  @Override
  public boolean isEpisodeFinished() {
    return corridor.isDone();
  }

  @Override
  public void close() {}

  /** RL4J transforms the numbers in this very map, so it must be mutable. */
  private static Map<String, Object> channels(Box observation) {
    Map<String, Object> channels = new HashMap<>();
    channels.put(CHANNEL, observation.toArray());
    return channels;
  }
}
