package org.palaestra.agents;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
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
import org.palaestra.environments.Bandits;
import org.palaestra.environments.ClassicControl;
import org.palaestra.environments.FiniteWorlds;
import org.palaestra.environments.GridWorlds;
import org.palaestra.environments.Probes;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.Settings;
import org.palaestra.space.Space;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Trainer;
import org.palaestra.training.TrainingPlan;

/** Trains the agents of this module, and asks them what they have learned. */
public final class Trainings {

  /** The environments of tests. */
  public static final Environments ENVIRONMENTS =
      Environments.of(
          Stream.<EnvironmentProvider>of(
                  new Probes(),
                  new GridWorlds(),
                  new FiniteWorlds(),
                  new Bandits(),
                  new ClassicControl())
              .flatMap(provider -> provider.environments().stream())
              .toArray(EnvironmentDefinition<?>[]::new));

  private static final Agents AGENTS =
      Agents.of(new BuiltInAgents().agents().toArray(AgentDefinition<?>[]::new));

  private Trainings() {}

  /** A training that has not begun, with seed 7. */
  public static Trainer begin(
      String agent,
      String environment,
      long steps,
      int copies,
      String kernels,
      int threads,
      Map<String, String> settings) {
    return begin(
        agent, ENVIRONMENTS.find(environment).spec(), 7, steps, copies, kernels, threads, settings);
  }

  /** A training that has not begun, in an environment with options of its own. */
  public static Trainer begin(
      String agent,
      EnvironmentSpec environment,
      long seed,
      long steps,
      int copies,
      String kernels,
      int threads,
      Map<String, String> settings) {
    TrainingPlan plan =
        new TrainingPlan(
            environment,
            agent,
            Settings.flatten(AGENTS.find(agent).settings(settings)),
            seed,
            steps,
            copies,
            kernels);
    return new Trainer(plan, ENVIRONMENTS, AGENTS, threads);
  }

  /** A training that is done. */
  public static Trainer done(
      String agent, String environment, long steps, int copies, Map<String, String> settings) {
    Trainer trainer = begin(agent, environment, steps, copies, "auto", 1, settings);
    finish(trainer);
    return trainer;
  }

  /** Goes on to the end. */
  public static void finish(Trainer trainer) {
    while (!trainer.done()) {
      trainer.step();
    }
  }

  /** What an actor thinks and does. */
  public static final class Answer implements Explains.Explanation {

    /** Value of the state. */
    public double value = Double.NaN;

    /** Value of each action, empty if it does not say. */
    public float[] actionValues = {};

    /** Probability of each action, empty if it does not say. */
    public float[] probabilities = {};

    /** What it did. */
    public ActionBatch actions;

    /** Nothing yet. */
    public Answer(Space space) {
      actions = new ActionBatch(space, 1);
    }

    @Override
    public void actionValues(float[] values) {
      actionValues = values.clone();
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

  /** Asks the finished policy. */
  public static Answer ask(Trainer trainer, float... observation) {
    Space actions = ENVIRONMENTS.create(trainer.plan().environment()).actionSpace();
    Answer answer = new Answer(actions);
    StepBatch now = new StepBatch(1, observation.length, 0);
    System.arraycopy(observation, 0, now.observations, 0, observation.length);
    now.starts[0] = true;
    Actor actor = trainer.agent().target().actor(1);
    actor.act(now, answer.actions, new RandomGenerator[] {new RandomStream(1)});
    if (actor instanceof Explains explains) {
      explains.explain(0, answer);
    }
    return answer;
  }

  /**
   * Same seed, same bits: another training, those of the kernels, of two threads, and those that
   * were stopped after some steps and restored elsewhere, end with the same checkpoint.
   *
   * @param stops after how many steps of the loop
   */
  public static void assertReproducible(
      String agent,
      String environment,
      long steps,
      int copies,
      Map<String, String> settings,
      List<Integer> stops)
      throws Exception {
    String hash;
    try (Trainer trainer = begin(agent, environment, steps, copies, "vector", 1, settings)) {
      finish(trainer);
      hash = Checkpoint.hashOf(trainer);
    }
    try (Trainer scalar = begin(agent, environment, steps, copies, "scalar", 1, settings);
        Trainer threads = begin(agent, environment, steps, copies, "vector", 2, settings)) {
      finish(scalar);
      finish(threads);
      assertThat(List.of(Checkpoint.hashOf(scalar), Checkpoint.hashOf(threads)))
          .as("the scalar kernels and two threads")
          .containsOnly(hash);
    }
    Path file = Files.createTempFile("checkpoint", ".safetensors");
    try {
      for (int stop : stops) {
        try (Trainer before = begin(agent, environment, steps, copies, "vector", 1, settings);
            Trainer after = begin(agent, environment, steps, copies, "vector", 1, settings)) {
          for (int step = 0; step < stop; step++) {
            before.step();
          }
          Checkpoint.write(file, before);
          after.restore(Checkpoint.read(file).state());
          finish(after);
          assertThat(Checkpoint.hashOf(after)).as("stopped after %d", stop).isEqualTo(hash);
        }
      }
    } finally {
      Files.delete(file);
    }
  }
}
