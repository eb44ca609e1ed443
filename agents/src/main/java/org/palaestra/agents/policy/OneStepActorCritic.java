package org.palaestra.agents.policy;

import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.sum;

import java.util.Arrays;
import java.util.List;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agent.AgentDefinition;
import org.palaestra.agent.MetricSink;
import org.palaestra.agent.Policy;
import org.palaestra.agent.Schedule;
import org.palaestra.agents.Needs;
import org.palaestra.agents.network.BodySettings;
import org.palaestra.agents.network.DivergenceWatch;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.RmsProp;
import org.palaestra.nn.Tensor;
import org.palaestra.settings.Ranges;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * Actor-critic with an update after every step, and eligibility traces if λ is above 0 (Sutton and
 * Barto, 2018, section 13.5). On-policy. Policy and value have one trace between them, as in AC(λ)
 * of Young and Tian, "MinAtar", 2019:
 *
 * <pre>δ = r + γ V(s′; θ) − V(s; θ)
 * z ← γ λ z + ∇ [c_v V(s; θ) + log π(a | s; θ)]
 * θ ← θ + α (δ z + c_e ∇ H(π(· | s; θ)))</pre>
 *
 * <p>The book's factor γ^t of the policy's steps is left out, as is usual. Each copy has a trace of
 * its own, which ends with its episode; the updates of copies are averaged.
 */
public final class OneStepActorCritic implements Agent {

  /**
   * What can be changed.
   *
   * @param network the layers in front of policy and value
   * @param shareBody whether policy and value stand on the same layers
   * @param rate RMSProp's learning rate over the training, from 0 to 1
   * @param entropy c_e, weight of the entropy, at least 0
   * @param value c_v, weight of the value, above 0
   * @param discount γ, from 0 to 1
   * @param lambda λ of the traces, from 0 to 1
   * @param normalise what is brought to deviation 1; there are no advantages
   * @param acts how the finished policy acts
   */
  public record OneStepSettings(
      BodySettings network,
      boolean shareBody,
      Schedule rate,
      double entropy,
      double value,
      double discount,
      double lambda,
      Normalise normalise,
      Acts acts) {

    /** Checks the ranges. */
    public OneStepSettings {
      rate.within("rate", 0, 1);
      Ranges.notNegative("entropy", entropy);
      Ranges.positive("value", value);
      Ranges.unit("discount", discount);
      Ranges.unit("lambda", lambda);
      if (normalise.advantages()) {
        throw new IllegalArgumentException(
            "normalise.advantages must be false: every update has one error of each copy");
      }
    }

    /** Untuned. */
    static OneStepSettings standard() {
      return new OneStepSettings(
          new BodySettings(
              BodySettings.Convolution.AUTO, new int[] {64, 64}, BodySettings.Activation.TANH),
          false,
          new Schedule(1e-3, 0, 1),
          0.01,
          1,
          0.99,
          0,
          new Normalise(false, false, false),
          Acts.GREEDILY);
    }
  }

  private static final double DECAY = 0.999;
  private static final double RMS_EPSILON = 1e-4;

  private final OneStepSettings settings;
  private final OnPolicyParts parts;
  private final int copies;
  private final float[] delta; // [N]
  private final float[][][] traces; // [N][parameters][elements]
  private final PolicyBatch row; // B = 1
  private final Tensor potential;
  private final PolicyBatch all; // B = N
  private final Tensor lessEntropy;
  private final RmsProp optimiser;
  private final DivergenceWatch watch;
  private long updates;

  private OneStepActorCritic(AgentContext context, OneStepSettings settings) {
    this.settings = settings;
    copies = context.copies();
    parts =
        new OnPolicyParts(
            context,
            new OnPolicyParts.Plan(
                new Trunk.Forward(settings.network),
                settings.shareBody,
                1,
                settings.normalise,
                settings.discount,
                settings.acts));
    delta = new float[copies];
    List<Parameter> parameters = parts.network.weights().all();
    traces = new float[copies][parameters.size()][];
    for (float[][] trace : traces) {
      Arrays.setAll(trace, i -> new float[parameters.get(i).size()]);
    }
    row = parts.batch(1);
    potential = sum(plus(affine(row.value, settings.value, 0), row.logProb));
    all = parts.batch(copies);
    lessEntropy = affine(sum(all.entropies), -settings.entropy / copies, 0);
    optimiser = new RmsProp(parts.network.weights(), DECAY, RMS_EPSILON);
    watch = parts.watch("lower rate", all);
  }

  /** How it is registered. */
  public static AgentDefinition<?> definition() {
    return new AgentDefinition<>(
        "actor-critic",
        "learns a policy and its value after every step",
        "Sutton and Barto, 2018, section 13.5; Young and Tian, \"MinAtar\", 2019",
        OneStepSettings.standard(),
        Needs::nothing,
        500_000,
        1,
        OneStepActorCritic::new);
  }

  @Override
  public Actor behaviour() {
    return parts.gatherer;
  }

  @Override
  public Policy target() {
    return parts.frozen();
  }

  @Override
  public void observe(StepBatch before, ActionBatch taken, StepBatch after) {
    parts.observe(before, after);
  }

  @Override
  public void learn(MetricSink metrics) {
    Rollout step = parts.rollout;
    step.finish(parts.gatherer.last(), settings.discount, 0);
    double squares = 0;
    for (int copy = 0; copy < copies; copy++) {
      delta[copy] = step.advantages[copy];
      squares += delta[copy] * delta[copy];
      all.put(copy, step, copy);
      trace(step, copy);
    }
    parts.network.weights().clearGradients();
    all.graph.forward();
    all.graph.backward(lessEntropy);
    follow(step);
    watch.check(++updates, lessEntropy);
    optimiser.step(settings.rate.at(parts.begun(), parts.total()));
    metrics.record("td-error/squared", squares / copies);
    metrics.record("policy/entropy", entropy());
    step.clear();
  }

  private double entropy() {
    double sum = 0;
    for (int copy = 0; copy < copies; copy++) {
      sum += all.entropies.value()[copy];
    }
    return sum / copies;
  }

  /** z ← γ λ z + ∇ [c_v V + log π]. */
  private void trace(Rollout step, int copy) {
    row.put(0, step, copy);
    parts.network.weights().clearGradients();
    row.graph.forward();
    row.graph.backward(potential);
    float decay = (float) (settings.discount * settings.lambda);
    List<Parameter> parameters = parts.network.weights().all();
    for (int i = 0; i < parameters.size(); i++) {
      float[] z = traces[copy][i];
      float[] gradient = parameters.get(i).gradient();
      for (int j = 0; j < z.length; j++) {
        z[j] = decay * z[j] + gradient[j];
      }
    }
  }

  /** What is descended is −δ z, averaged over copies; the trace of an ended episode is dropped. */
  private void follow(Rollout step) {
    List<Parameter> parameters = parts.network.weights().all();
    for (int copy = 0; copy < copies; copy++) {
      float factor = -delta[copy] / copies;
      for (int i = 0; i < parameters.size(); i++) {
        float[] z = traces[copy][i];
        float[] gradient = parameters.get(i).gradient();
        for (int j = 0; j < z.length; j++) {
          gradient[j] += factor * z[j];
        }
        if (step.ended[copy]) {
          Arrays.fill(z, 0);
        }
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    parts.save(out);
    out.object("optimiser", optimiser);
    out.integer("updates", updates);
    for (int copy = 0; copy < copies; copy++) {
      for (int i = 0; i < traces[copy].length; i++) {
        out.floats("trace-" + copy + "-" + i, traces[copy][i]);
      }
    }
  }

  @Override
  public void restore(StateReader in) {
    parts.restore(in);
    in.object("optimiser", optimiser);
    updates = in.integer("updates");
    for (int copy = 0; copy < copies; copy++) {
      for (int i = 0; i < traces[copy].length; i++) {
        in.floats("trace-" + copy + "-" + i, traces[copy][i]);
      }
    }
  }
}
