package org.palaestra.agents.tabular;

import java.util.HashMap;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Explains;
import org.palaestra.agents.Contexts;
import org.palaestra.agents.Trainings;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;

/** Steps made by hand for one agent: α = 1/2, γ = 1/2 and ε = 1/2 where nothing else is said. */
final class Experience {

  private static final boolean[] ALL = {};

  private final Discrete actions;
  private final Agent agent;
  private boolean starts = true;

  Experience(AgentDefinition<?> definition, int states, int actionCount, String... changes) {
    Map<String, String> settings = new HashMap<>();
    settings.put("discount", "0.5");
    String known = definition.settings(Map.of()).toString();
    if (known.contains("learningRate")) {
      settings.put("learningRate.from", "0.5");
      settings.put("learningRate.to", "0.5");
    }
    if (known.contains("exploration")) {
      settings.put("exploration.epsilon.from", "0.5");
      settings.put("exploration.epsilon.to", "0.5");
    }
    for (int i = 0; i < changes.length; i += 2) {
      settings.put(changes[i], changes[i + 1]);
    }
    actions = new Discrete(actionCount);
    agent = definition.create(Contexts.of(new Discrete(states), actions, 1000, settings));
  }

  /** A step that goes on. */
  Experience step(int s, int a, double reward, int next) {
    return observe(s, a, reward, next, false, false, ALL);
  }

  /** A step that goes on to where only some actions are allowed. */
  Experience masked(int s, int a, double reward, int next, boolean... allowed) {
    return observe(s, a, reward, next, false, false, allowed);
  }

  /** A step that terminates. */
  Experience last(int s, int a, double reward) {
    return observe(s, a, reward, 0, true, false, ALL);
  }

  /** A step that the time limit cuts. */
  Experience cut(int s, int a, double reward, int next) {
    return observe(s, a, reward, next, false, true, ALL);
  }

  private Experience observe(
      int s, int a, double reward, int next, boolean ends, boolean cut, boolean[] allowed) {
    StepBatch before = new StepBatch(1, 1, allowed.length);
    StepBatch after = new StepBatch(1, 1, allowed.length);
    ActionBatch taken = new ActionBatch(actions, 1);
    before.observations[0] = s;
    before.starts[0] = starts;
    java.util.Arrays.fill(before.allowed, true);
    taken.indices[0] = a;
    after.rewards[0] = reward;
    after.successors[0] = next;
    after.terminated[0] = ends;
    after.truncated[0] = cut;
    System.arraycopy(allowed, 0, after.successorAllowed, 0, allowed.length);
    agent.observe(before, taken, after);
    starts = ends || cut;
    return this;
  }

  private Trainings.Answer ask(int s) {
    Trainings.Answer answer = new Trainings.Answer(actions);
    StepBatch now = new StepBatch(1, 1, 0);
    now.observations[0] = s;
    Actor actor = agent.target().actor(1);
    actor.act(now, answer.actions, new RandomGenerator[] {new RandomStream(1)});
    ((Explains) actor).explain(0, answer);
    return answer;
  }

  /** Q(s, a). */
  double q(int s, int a) {
    return ask(s).actionValues[a];
  }

  /** V(s). */
  double v(int s) {
    return ask(s).value;
  }
}
