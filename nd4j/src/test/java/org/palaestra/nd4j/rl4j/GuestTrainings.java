package org.palaestra.nd4j.rl4j;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.palaestra.agent.Actor;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Agents;
import org.palaestra.agent.Explains;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.StepBatch;
import org.palaestra.environments.ClassicControl;
import org.palaestra.environments.FiniteWorlds;
import org.palaestra.environments.Probes;
import org.palaestra.nd4j.Nd4jAgents;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.Settings;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Trains guests, and asks them what they have learned. */
final class GuestTrainings {

  static final Environments ENVIRONMENTS =
      Environments.of(
          Stream.<EnvironmentProvider>of(new Probes(), new FiniteWorlds(), new ClassicControl())
              .flatMap(provider -> provider.environments().stream())
              .toArray(EnvironmentDefinition<?>[]::new));

  static final Agents AGENTS =
      Agents.of(new Nd4jAgents().agents().toArray(AgentDefinition<?>[]::new));

  private GuestTrainings() {}

  /** A training that has not begun. */
  static Trainer begin(
      Agents agents,
      String agent,
      String environment,
      long seed,
      long steps,
      int copies,
      String... settings) {
    EnvironmentSpec where = ENVIRONMENTS.find(environment).spec();
    return begin(agents, agent, where, seed, steps, copies, settings);
  }

  static Trainer begin(
      Agents agents,
      String agent,
      EnvironmentSpec environment,
      long seed,
      long steps,
      int copies,
      String... settings) {
    Map<String, String> changes = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      changes.put(settings[i], settings[i + 1]);
    }
    return new Trainer(
        new TrainingPlan(
            environment,
            agent,
            Settings.flatten(agents.find(agent).settings(changes)),
            seed,
            steps,
            copies,
            "auto"),
        ENVIRONMENTS,
        agents);
  }

  /** A small network that learns fast, with γ = 0.9. */
  static Trainer small(String agent, String environment, long seed, long steps) {
    return small(agent, ENVIRONMENTS.find(environment).spec(), seed, steps);
  }

  /** As the other, where every episode is cut after {@code limit} steps. */
  static Trainer cut(String agent, String environment, int limit, long seed, long steps) {
    EnvironmentSpec spec = ENVIRONMENTS.find(environment).spec();
    return small(
        agent, new EnvironmentSpec(spec.id(), spec.options(), limit, spec.wrappers()), seed, steps);
  }

  private static Trainer small(String agent, EnvironmentSpec environment, long seed, long steps) {
    Map<String, String> changes =
        new HashMap<>(
            Map.of(
                "network.layers", "1", "network.width", "16", "rate", "0.01", "discount", "0.9"));
    if (agent.equals(Rl4jA2c.ID)) {
      changes.put("rewardFactor", "1");
    } else {
      changes.putAll(
          Map.of("batch", "16", "targetEvery", "10", "exploring", "200", "lastEpsilon", "0.2"));
    }
    String[] settings =
        changes.entrySet().stream()
            .flatMap(change -> Stream.of(change.getKey(), change.getValue()))
            .toArray(String[]::new);
    return begin(AGENTS, agent, environment, seed, steps, 1, settings);
  }

  /** Goes on to the end. */
  static Trainer finish(Trainer trainer) {
    while (!trainer.done()) {
      trainer.step();
    }
    return trainer;
  }

  /** What a policy thinks and does. */
  static final class Answer implements Explains.Explanation {
    int action;
    double value = Double.NaN;
    float[] actionValues = {};
    float[] probabilities = {};

    @Override
    public void actionValues(float[] values) {
      actionValues = values.clone();
      value = values[action];
    }

    @Override
    public void probabilities(float[] p) {
      probabilities = p.clone();
    }

    @Override
    public void stateValue(double v) {
      value = v;
    }
  }

  /** Asks what the policy of now thinks of an observation. */
  static Answer ask(Trainer trainer, int actions, float... observation) {
    StepBatch now = new StepBatch(1, observation.length, 0);
    System.arraycopy(observation, 0, now.observations, 0, observation.length);
    ActionBatch out = new ActionBatch(new Discrete(actions), 1);
    Actor actor = trainer.agent().target().actor(1);
    actor.act(now, out, new RandomGenerator[] {new RandomStream(1)});
    Answer answer = new Answer();
    answer.action = out.indices[0];
    ((Explains) actor).explain(0, answer);
    return answer;
  }
}
