package org.palaestra.agents.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Agent;
import org.palaestra.agent.AgentContext;
import org.palaestra.agents.Contexts;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentId;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.StepBatch;
import org.palaestra.nn.Parameter;
import org.palaestra.nn.Parameters;
import org.palaestra.random.RandomStream;
import org.palaestra.random.RandomStreams;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

/** Updates through time against the published equations, in doubles, and central differences. */
final class RecurrentUpdateTest {

  private static final int COPIES = 2;
  private static final int STEPS = 4;

  private static Agent agent(String id, int copies, String... settings) {
    Map<String, String> all = new HashMap<>();
    for (int i = 0; i < settings.length; i += 2) {
      all.put(settings[i], settings[i + 1]);
    }
    AgentContext one = Contexts.of(Box.of(-1, 1, 1), new Discrete(2), 1000, all);
    AgentContext context =
        new AgentContext(
            new EnvironmentSpec(new EnvironmentId("Test", 0), Map.of(), 0),
            one.observations(),
            one.actions(),
            Optional.empty(),
            false,
            copies,
            1000,
            all,
            "auto",
            1,
            new RandomStreams(1));
    return (id.equals("recurrent-ppo") ? RecurrentPpo.definition() : RecurrentA2c.definition())
        .create(context);
  }

  /** One observed number, one unit of memory, two actions; all as in the classes' Javadoc. */
  private static final class OneUnit {

    private final boolean lstm;
    private final double[][] w; // as the network's parameters
    private double h;
    private double c;

    OneUnit(boolean lstm, double[][] w) {
      this.lstm = lstm;
      this.w = w;
    }

    static double[][] weights(Parameters parameters) {
      List<double[]> all =
          parameters.all().stream()
              .map(
                  parameter -> {
                    float[] from = parameter.get();
                    double[] to = new double[from.length];
                    Arrays.setAll(to, i -> from[i]);
                    return to;
                  })
              .toList();
      return all.toArray(double[][]::new);
    }

    OneUnit with(double[][] others) {
      OneUnit copy = new OneUnit(lstm, others);
      copy.h = h;
      copy.c = c;
      return copy;
    }

    private double in(int gate, double x) {
      return w[0][gate] * x + w[2][gate];
    }

    private double back(int gate) {
      return w[1][gate] * h + w[3][gate];
    }

    private static double sigmoid(double x) {
      return 1 / (1 + Math.exp(-x));
    }

    void read(boolean starts, double x) {
      if (starts) {
        h = 0;
        c = 0;
      }
      if (lstm) {
        double i = sigmoid(in(0, x) + back(0));
        double f = sigmoid(in(1, x) + back(1));
        double g = Math.tanh(in(2, x) + back(2));
        double o = sigmoid(in(3, x) + back(3));
        c = f * c + i * g;
        h = o * Math.tanh(c);
      } else {
        double r = sigmoid(in(0, x) + back(0));
        double z = sigmoid(in(1, x) + back(1));
        double n = Math.tanh(in(2, x) + r * back(2));
        h = (1 - z) * n + z * h;
      }
    }

    double probability(int action) {
      double[] e = {Math.exp(w[4][0] * h + w[5][0]), Math.exp(w[4][1] * h + w[5][1])};
      return e[action] / (e[0] + e[1]);
    }

    double entropy() {
      return -probability(0) * Math.log(probability(0)) - probability(1) * Math.log(probability(1));
    }

    double value() {
      return w[6][0] * h + w[7][0];
    }

    /** V of what comes next, which is not kept. */
    double value(boolean starts, double x) {
      OneUnit next = with(w);
      next.read(starts, x);
      return next.value();
    }
  }

  /**
   * Two rollouts of two copies. Copy 0 is cut by its time limit in the middle of the second and
   * terminates with it, copy 1 terminates in the middle and goes on behind it.
   */
  private static final class Course {

    final float[][] observed = new float[2 * STEPS + 1][COPIES];
    final float[][] successors = new float[2 * STEPS][COPIES];
    final boolean[][] starts = new boolean[2 * STEPS + 1][COPIES];
    final boolean[][] truncated = new boolean[2 * STEPS][COPIES];
    final boolean[][] terminated = new boolean[2 * STEPS][COPIES];

    Course() {
      RandomStream random = new RandomStream(5);
      for (float[] row : observed) {
        for (int copy = 0; copy < COPIES; copy++) {
          row[copy] = random.nextFloat() * 2 - 1;
        }
      }
      truncated[5][0] = true;
      terminated[7][0] = true;
      terminated[6][1] = true;
      Arrays.fill(starts[0], true);
      for (int t = 0; t < 2 * STEPS; t++) {
        for (int copy = 0; copy < COPIES; copy++) {
          boolean ends = truncated[t][copy] || terminated[t][copy];
          starts[t + 1][copy] = ends;
          successors[t][copy] = ends ? random.nextFloat() * 2 - 1 : observed[t + 1][copy];
        }
      }
    }

    void play(Agent agent) {
      RandomGenerator[] streams = {new RandomStream(1), new RandomStream(2)};
      ActionBatch actions = new ActionBatch(new Discrete(2), COPIES);
      for (int t = 0; t < 2 * STEPS; t++) {
        StepBatch before = new StepBatch(COPIES, 1, 0);
        System.arraycopy(observed[t], 0, before.observations, 0, COPIES);
        System.arraycopy(starts[t], 0, before.starts, 0, COPIES);
        agent.behaviour().act(before, actions, streams);
        StepBatch after = new StepBatch(COPIES, 1, 0);
        System.arraycopy(observed[t + 1], 0, after.observations, 0, COPIES);
        System.arraycopy(starts[t + 1], 0, after.starts, 0, COPIES);
        System.arraycopy(successors[t], 0, after.successors, 0, COPIES);
        System.arraycopy(truncated[t], 0, after.truncated, 0, COPIES);
        System.arraycopy(terminated[t], 0, after.terminated, 0, COPIES);
        for (int copy = 0; copy < COPIES; copy++) {
          after.rewards[copy] = t * 0.3 - copy;
        }
        agent.observe(before, actions, after);
        agent.learn((name, value) -> {});
      }
    }
  }

  private static Agent played(String id, String cell, boolean shared, Course course) {
    boolean ppo = id.equals("recurrent-ppo");
    String learning = ppo ? "learning." : "";
    String loss = ppo ? "loss." : "";
    Agent agent =
        agent(
            id,
            COPIES,
            "network.body.hidden",
            "",
            "network.cell",
            cell,
            "network.memory",
            "1",
            "shareBody",
            Boolean.toString(shared),
            "rollout",
            Integer.toString(STEPS),
            ppo ? "learning.epochs" : "discount",
            ppo ? "1" : "0.9",
            ppo ? "learning.minibatches" : "lambda",
            ppo ? "1" : "0.8",
            learning + "rate.from",
            "0",
            learning + "longestGradient",
            "1e9",
            loss + "entropy",
            "0.2",
            loss + "value",
            "0.5",
            "normalise.rewards",
            "false",
            "normalise.advantages",
            "false");
    // Heads that begin as they do would hide what is behind them.
    Parameters weights = parts(agent).network.weights();
    int heads = weights.all().size() - 4;
    weights.all().get(heads).set(0.8f, -0.5f);
    weights.all().get(heads + 2).set(1.3f);
    course.play(agent);
    return agent;
  }

  private static OnPolicyParts parts(Agent agent) {
    return agent instanceof Ppo ppo ? ppo.parts : ((A2c) agent).parts;
  }

  /** What copies knew when the second rollout began. */
  private static OneUnit[] secondBegins(String cell, double[][] weights, Course course) {
    OneUnit[] units = new OneUnit[COPIES];
    for (int copy = 0; copy < COPIES; copy++) {
      units[copy] = new OneUnit(cell.equals("lstm"), weights);
      for (int t = 0; t < STEPS; t++) {
        units[copy].read(course.starts[t][copy], course.observed[t][copy]);
      }
    }
    return units;
  }

  @ParameterizedTest
  @CsvSource({
    "recurrent-ppo, lstm, true",
    "recurrent-ppo, gru, true",
    "recurrent-ppo, lstm, false",
    "recurrent-a2c, gru, false"
  })
  void valuesKnowWhatIsRememberedAlsoBehindTheLastStepAndTheCut(
      String id, String cell, boolean shared) {
    Course course = new Course();
    Agent agent = played(id, cell, shared, course);
    Rollout rollout = parts(agent).rollout;
    double[][] w = OneUnit.weights(parts(agent).network.weights());
    int heads = w.length - 4;
    // A critic of its own has its memory behind the actor's.
    double[][] critic = Arrays.copyOfRange(w, heads - 4, w.length);
    double[][] actor = critic.clone();
    System.arraycopy(w, 0, actor, 0, 4);
    OneUnit[] critics = secondBegins(cell, critic, course);
    OneUnit[] actors = secondBegins(cell, actor, course);
    for (int copy = 0; copy < COPIES; copy++) {
      OneUnit unit = critics[copy];
      for (int t = 0; t < STEPS; t++) {
        int i = t * COPIES + copy;
        int at = STEPS + t;
        unit.read(course.starts[at][copy], course.observed[at][copy]);
        actors[copy].read(course.starts[at][copy], course.observed[at][copy]);
        assertThat(rollout.values[i]).isCloseTo((float) unit.value(), within(1e-5f));
        assertThat(rollout.logProbabilities[i])
            .isCloseTo(
                (float) Math.log(actors[copy].probability((int) rollout.choices[i])),
                within(1e-5f));
        if (!course.terminated[at][copy]) {
          assertThat(rollout.futures[i])
              .as("copy %d, step %d", copy, t)
              .isCloseTo((float) unit.value(false, course.successors[at][copy]), within(1e-5f));
        }
      }
    }
  }

  /** The loss of the second rollout, whose first memory is given and learns nothing. */
  private static double loss(
      Agent agent, OneUnit[] begins, double[][] weights, Course course, boolean ppo) {
    Rollout rollout = parts(agent).rollout;
    double sum = 0;
    for (int copy = 0; copy < COPIES; copy++) {
      OneUnit unit = begins[copy].with(weights);
      for (int t = 0; t < STEPS; t++) {
        int i = t * COPIES + copy;
        unit.read(course.starts[STEPS + t][copy], course.observed[STEPS + t][copy]);
        double logProbability = Math.log(unit.probability((int) rollout.choices[i]));
        double gain = ppo ? Math.exp(logProbability - rollout.logProbabilities[i]) : logProbability;
        double error = unit.value() - rollout.returns[i];
        sum += -gain * rollout.advantages[i] + 0.5 * error * error * (ppo ? 0.5 : 1);
        sum -= 0.2 * unit.entropy();
      }
    }
    return sum / (COPIES * STEPS);
  }

  @ParameterizedTest
  @CsvSource({
    "recurrent-ppo, lstm",
    "recurrent-ppo, gru",
    "recurrent-a2c, lstm",
    "recurrent-a2c, gru"
  })
  void theGradientGoesThroughTimeToTheRolloutsFirstStep(String id, String cell) {
    Course course = new Course();
    Agent agent = played(id, cell, true, course);
    boolean ppo = id.equals("recurrent-ppo");
    List<Parameter> parameters = parts(agent).network.weights().all();
    double[][] w = OneUnit.weights(parts(agent).network.weights());
    OneUnit[] begins = secondBegins(cell, OneUnit.weights(parts(agent).network.weights()), course);
    double step = 1e-5;
    for (int p = 0; p < w.length; p++) {
      float[] gradient = parameters.get(p).getGradient();
      for (int i = 0; i < w[p].length; i++) {
        double at = w[p][i];
        w[p][i] = at + step;
        double above = loss(agent, begins, w, course, ppo);
        w[p][i] = at - step;
        double below = loss(agent, begins, w, course, ppo);
        w[p][i] = at;
        double slope = (above - below) / (2 * step);
        assertThat((double) gradient[i])
            .as("%s, number %d", parameters.get(p).name(), i)
            .isCloseTo(slope, within(2e-5 * Math.max(1, Math.abs(slope))));
      }
    }
  }

  private static final int ALONE = 6;

  /** Steps that each begin an episode, all of one copy or one of each. */
  private static List<float[]> learnedFromBeginnings(String id, boolean oneCopy) {
    int copies = oneCopy ? 1 : ALONE;
    boolean ppo = id.equals("recurrent-ppo");
    Agent agent =
        agent(
            id,
            copies,
            "network.body.hidden",
            "4",
            "network.memory",
            "3",
            "rollout",
            oneCopy ? Integer.toString(ALONE) : "1",
            ppo ? "learning.minibatches" : "entropy",
            ppo ? "1" : "0.1");
    Parameters weights = parts(agent).network.weights();
    float[] begins = weights.all().get(0).get();
    ActionBatch actions = new ActionBatch(new Discrete(2), copies);
    for (int t = 0; t < ALONE / copies; t++) {
      StepBatch before = new StepBatch(copies, 1, 0);
      StepBatch after = new StepBatch(copies, 1, 0);
      RandomGenerator[] streams = new RandomGenerator[copies];
      for (int copy = 0; copy < copies; copy++) {
        int number = t + copy;
        streams[copy] = new RandomStream(number);
        before.observations[copy] = number * 0.3f - 1;
        before.starts[copy] = true;
        after.rewards[copy] = number % 3;
        after.terminated[copy] = true;
        after.starts[copy] = true;
      }
      agent.behaviour().act(before, actions, streams);
      agent.observe(before, actions, after);
      agent.learn((name, value) -> {});
    }
    assertThat(weights.all().get(0).get()).isNotEqualTo(begins);
    return weights.all().stream().map(Parameter::get).toList();
  }

  @ParameterizedTest
  @ValueSource(strings = {"recurrent-ppo", "recurrent-a2c"})
  void whereEveryStepBeginsAnEpisodeEachIsLearnedFromByItself(String id) {
    List<float[]> together = learnedFromBeginnings(id, true);
    List<float[]> apart = learnedFromBeginnings(id, false);
    for (int p = 0; p < together.size(); p++) {
      assertThat(together.get(p)).containsExactly(apart.get(p), within(1e-5f));
    }
  }

  @Test
  void sequencesStayTogetherWhenTheyAreShuffled() {
    assertThat(new Order(2, 3, false).places).containsExactly(0, 1, 2, 3, 4, 5);
    Order order = new Order(2, 3, true);
    assertThat(order.places).containsExactly(0, 3, 1, 4, 2, 5);
    assertThat(order.sequences()).isEqualTo(3);
    RandomStream random = new RandomStream(3);
    int[] before = order.places.clone();
    boolean moved = false;
    for (int draw = 0; draw < 10; draw++) {
      order.shuffle(random);
      moved |= !Arrays.equals(before, order.places);
      assertThat(order.places).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5);
      for (int i = 0; i < 6; i += 2) {
        assertThat(order.places[i]).isLessThan(3);
        assertThat(order.places[i + 1]).isEqualTo(order.places[i] + 3);
      }
    }
    assertThat(moved).isTrue();
  }
}
