package org.palaestra.agents.value;

import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.replay.ReplayMemory;
import org.palaestra.agents.replay.UniformSampling;

/**
 * Deep recurrent Q-network: DQN with a memory of the episode, for what is not all to be seen
 * (Hausknecht and Stone, "Deep recurrent Q-learning for partially observable MDPs", 2015, with its
 * bootstrapped random updates). Off-policy.
 *
 * <pre>Q(t, a) = Q(what was observed up to t, a; θ)
 * y(t) = r(t) + γ max over a of Q(t + 1, a; θ⁻), or r(t) where the episode terminated</pre>
 *
 * <p>Sequences of replay begin anywhere with nothing in memory; the first steps may be left to fill
 * it (Kapturowski et al., "Recurrent experience replay in distributed reinforcement learning",
 * 2019). Their own errors do not count then, but the gradients of later ones go back through them,
 * which stop there in that paper. Adam stands for the paper's AdaDelta.
 */
public final class Drqn {

  private Drqn() {}

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "drqn",
        "dqn with an LSTM, for what cannot all be seen at once",
        "Hausknecht and Stone, \"Deep recurrent Q-learning for partially observable MDPs\", 2015",
        DrqnSettings.classicControl(),
        Needs::discreteActions,
        500_000,
        1,
        Drqn::create);
  }

  private static Agent create(AgentContext context, DrqnSettings settings) {
    Task task = new Task(context);
    RecurrentQNetwork online = new RecurrentQNetwork(task, settings.network());
    online.weights().initialise(task.initialisation);
    RecurrentQNetwork target = new RecurrentQNetwork(task, settings.network());
    target.weights().copyFrom(online.weights());
    DrqnSettings.Sequences replay = settings.replay();
    ReplayMemory memory =
        new ReplayMemory(task.observations, task.actionSpace, task.copies, replay.capacity());
    Schedule exploration = settings.exploration();
    Learning learning = settings.learning();
    Course course =
        Course.of(
                new ReplaySettings(replay.capacity(), replay.warmup(), replay.batch(), 1),
                learning,
                settings.targetEvery())
            .cutting(settings.longestGradient());
    return new ValueLearner(
        task,
        course,
        new ValueLearner.Parts(
            online.weights(),
            target.weights(),
            memory,
            new UniformSampling(memory),
            new SequenceUpdate(task, memory, settings, online, target),
            new RecurrentActor(task, online, () -> task.progress.at(exploration), task.copies),
            exploration,
            () -> {
              RecurrentQNetwork frozen = new RecurrentQNetwork(task, settings.network());
              frozen.weights().copyFrom(online.weights());
              return n -> new RecurrentActor(task, frozen, () -> 0, n);
            }));
  }
}
