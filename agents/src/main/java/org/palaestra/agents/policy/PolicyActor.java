package org.palaestra.agents.policy;

import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agents.network.InputEncoder;
import org.palaestra.agents.network.Normaliser;
import org.palaestra.agents.network.Recall;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Graph;
import org.palaestra.nn.Tensor;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** Acts by a finished policy, and explains with what it thinks of the state. */
final class PolicyActor implements Actor, Explains {

  private final Graph graph;
  private final Tensor states; // [N, D]
  private final ActionDistribution policy;
  private final Tensor value; // [N]
  private final Recall recall;
  private final InputEncoder encoder;
  private final Normaliser normaliser;
  private final boolean byChance;
  private final float[] choices; // [N, C]
  private final int copies;

  PolicyActor(
      ActorCritic network,
      Graph graph,
      InputEncoder encoder,
      Normaliser normaliser,
      boolean byChance,
      int copies) {
    this.graph = graph;
    this.encoder = encoder;
    this.normaliser = normaliser;
    this.byChance = byChance;
    this.copies = copies;
    states = graph.input(copies, encoder.width());
    recall = new Recall(graph, copies, 1);
    ActorCritic.Judgement judgement = network.both(states, recall);
    policy = judgement.policy();
    value = judgement.value();
    choices = new float[copies * network.head().width()];
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    for (int copy = 0; copy < copies; copy++) {
      encoder.encode(now.observations, copy * now.width(), states.value(), copy);
      normaliser.apply(states.value(), copy * encoder.width());
      policy.allow(copy, now.allowed, copy * (now.allowed.length / copies));
    }
    recall.forget(now.starts);
    graph.forward();
    recall.carry();
    if (byChance) {
      policy.sample(streams, choices);
    } else {
      policy.mode(choices);
    }
    policy.send(choices, out);
  }

  @Override
  public void explain(int copy, Explanation out) {
    policy.explain(copy, out);
    out.stateValue(value.value()[copy]);
  }

  @Override
  public void save(StateWriter out) {
    recall.save(out);
  }

  @Override
  public void restore(StateReader in) {
    recall.restore(in);
  }
}
