package org.palaestra.agents.tabular;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.training.Trainer;

/** What planning brings: the mazes of Sutton and Barto, 2018, chapter 8. */
final class DynaTest {

  /** Steps of the episodes 4 to 6, on average over 10 runs. */
  private static double stepsAfterThreeEpisodes(int planning) {
    Map<String, String> settings = Map.of("planning", Integer.toString(planning));
    long steps = 0;
    for (int seed = 0; seed < 10; seed++) {
      var maze = Trainings.ENVIRONMENTS.find("DynaMaze-v1").spec();
      try (Trainer trainer =
          Trainings.begin("dyna-q", maze, seed, 100_000, 1, "auto", 1, settings)) {
        while (trainer.episodes() < 3) {
          trainer.step();
        }
        long before = trainer.steps();
        while (trainer.episodes() < 6) {
          trainer.step();
        }
        steps += trainer.steps() - before;
      }
    }
    return steps / 30.0;
  }

  /** Figure 8.2: with 50 steps of planning the way of 14 steps is found in about 3 episodes. */
  @Test
  void planningFindsTheWayInAFewEpisodes() {
    double fifty = stepsAfterThreeEpisodes(50);
    double five = stepsAfterThreeEpisodes(5);
    double none = stepsAfterThreeEpisodes(0);
    assertThat(fifty).isBetween(14.0, 25.0);
    assertThat(five).isGreaterThan(1.5 * fifty);
    assertThat(none).isGreaterThan(10 * fifty);
  }

  /**
   * Figure 8.5: after 3,000 steps a shorter way opens. Who is content never looks there again; who
   * is curious finds it.
   */
  @Test
  void curiosityFindsTheShortcut() {
    assertThat(wayAfterTheShortcutOpened(DynaQ.definition())).isEqualTo(16);
    assertThat(wayAfterTheShortcutOpened(DynaQPlus.definition())).isEqualTo(10);
  }

  private static int wayAfterTheShortcutOpened(AgentDefinition<?> definition) {
    Shortcut maze = new Shortcut();
    Agent agent =
        definition.create(
            Contexts.of(new Discrete(54), new Discrete(4), 6000, Map.of("planning", "50")));
    StepBatch before = new StepBatch(1, 1, 0);
    StepBatch after = new StepBatch(1, 1, 0);
    ActionBatch action = new ActionBatch(new Discrete(4), 1);
    RandomGenerator[] streams = {new RandomStream(3)};
    before.observations[0] = Shortcut.START;
    before.starts[0] = true;
    for (int step = 0; step < 12_000; step++) {
      maze.open = step >= 3000;
      agent.behaviour().act(before, action, streams);
      int next = maze.move((int) before.observations[0], action.indices[0]);
      boolean there = next == Shortcut.GOAL;
      after.successors[0] = next;
      after.rewards[0] = there ? 1 : 0;
      after.terminated[0] = there;
      agent.observe(before, action, after);
      agent.learn((name, value) -> {});
      before.observations[0] = there ? Shortcut.START : next;
      before.starts[0] = there;
    }
    var greedy = agent.target().actor(1);
    before.observations[0] = Shortcut.START;
    int length = 0;
    while ((int) before.observations[0] != Shortcut.GOAL && length < 100) {
      greedy.act(before, action, streams);
      before.observations[0] = maze.move((int) before.observations[0], action.indices[0]);
      length++;
    }
    return length;
  }

  /** 6 × 9 cells; a wall in row 3 leaves a gap on the left, and later one on the right. */
  private static final class Shortcut {

    static final int START = 5 * 9 + 3;
    static final int GOAL = 8;

    boolean open;

    int move(int cell, int action) {
      int row = cell / 9 + (action == 0 ? -1 : action == 1 ? 1 : 0);
      int column = cell % 9 + (action == 2 ? -1 : action == 3 ? 1 : 0);
      boolean wall = row == 3 && column > 0 && !(open && column == 8);
      return row < 0 || row > 5 || column < 0 || column > 8 || wall ? cell : row * 9 + column;
    }
  }
}
