package org.palaestra.agents.search;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Planning;
import org.palaestra.agents.Trainings;
import org.palaestra.agents.planning.ValueIteration;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Simulator;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.playback.Playback;
import org.palaestra.random.RandomStream;
import org.palaestra.settings.Settings;
import org.palaestra.space.Discrete;
import org.palaestra.store.Checkpoint;
import org.palaestra.training.Evaluation;
import org.palaestra.training.Evaluator;
import org.palaestra.training.Trainer;

/** UCT where it acts: against planning, in training, evaluation and playback. */
final class UctWorldsTest {

  private static EnvironmentSpec spec(String environment, String... options) {
    return Trainings.ENVIRONMENTS.find(environment).spec(Settings.parse(List.of(options)));
  }

  private static Trainer uct(EnvironmentSpec spec, int copies, int simulations, String... more) {
    Map<String, String> settings = new HashMap<>(Settings.parse(List.of(more)));
    settings.put("simulations", Integer.toString(simulations));
    return Trainings.begin("uct", spec, 7, 1000, copies, "auto", 1, settings);
  }

  /** Lets it choose once in each state from which planning knows a choice. */
  private static double[] regrets(EnvironmentSpec spec, UctSettings settings) {
    FiniteMdp mdp = (FiniteMdp) Trainings.ENVIRONMENTS.create(spec);
    Planning planning = new ValueIteration(1e-12).plan(mdp, settings.discount());
    while (planning.sweep()) {
      // until nothing changes
    }
    double[] v = planning.values();
    int actions = mdp.actionSpace().n();
    double[] regrets = new double[v.length];
    try (VectorEnvironment environment = Trainings.ENVIRONMENTS.vector(spec, 1)) {
      StepBatch first = environment.reset((copy, episode) -> 1);
      for (int s = 0; s < v.length; s++) {
        double[] q = new double[actions];
        for (int a = 0; a < actions; a++) {
          int action = a;
          mdp.successors(
              s,
              a,
              (p, next, r, terminated) -> {
                q[action] += p * (r + settings.discount() * (terminated ? 0 : v[next]));
              });
        }
        Simulator probe = first.simulator();
        probe.restore(new double[] {s, 0}, 2);
        if (!probe.terminated()) {
          UctSearch search = new UctSearch(settings, actions);
          int chosen = search.choose(standing(s, first), 0, new RandomStream(s));
          regrets[s] = Arrays.stream(q).max().orElseThrow() - q[chosen];
        }
      }
    }
    return regrets;
  }

  private static StepBatch standing(int state, StepBatch like) {
    StepBatch now =
        new StepBatch(
            1,
            1,
            0,
            new StepBatch.Origin() {
              @Override
              public Simulator simulator() {
                return like.simulator();
              }

              @Override
              public int state(StepBatch batch, int copy, double[] out) {
                out[0] = state;
                out[1] = 0;
                return 2;
              }
            });
    now.starts[0] = true;
    return now;
  }

  private static double mean(double[] regrets, int states) {
    return Arrays.stream(regrets).sum() / states;
  }

  /** What choices cost falls as more is tried, to a hundredth of what the lake is worth. */
  @Test
  void onTheSlipperyLakeItApproachesWhatPlanningChooses() {
    EnvironmentSpec lake = spec("FrozenLake-v1");
    double[] few = regrets(lake, new UctSettings(300, 1, 100, 0.99, true, 10_000));
    double[] many = regrets(lake, new UctSettings(30_000, 1, 100, 0.99, true, 10_000));
    assertThat(mean(many, 11)).isLessThan(0.01).isLessThan(mean(few, 11) / 3);
  }

  /** On average over all hands, chances of which differ. */
  @Test
  void atBlackjackItApproachesWhatPlanningChooses() {
    EnvironmentSpec blackjack = spec("Blackjack-v1");
    double[] few = regrets(blackjack, new UctSettings(30, 1, 100, 1, true, 10_000));
    double[] many = regrets(blackjack, new UctSettings(3_000, 1, 100, 1, true, 10_000));
    assertThat(mean(many, 290)).isLessThan(0.01).isLessThan(mean(few, 290) / 3);
  }

  /** Without slipping, planning knows a way from everywhere, and so does it. */
  @ParameterizedTest
  @ValueSource(strings = {"FrozenLake-v1 slippery=false", "DeepSea-v1 size=3"})
  void whereNothingIsLeftToChanceItChoosesAsPlanningDoes(String world) {
    String[] words = world.split(" ", -1);
    double[] regrets =
        regrets(spec(words[0], words[1]), new UctSettings(3_000, 1, 100, 0.9, true, 10_000));
    assertThat(Arrays.stream(regrets).max().orElseThrow()).isLessThan(1e-9);
  }

  @Test
  void itBalancesThePoleToTheEnd() {
    try (Trainer trainer = uct(spec("CartPole-v1"), 1, 200)) {
      Evaluation evaluation =
          new Evaluator(Trainings.ENVIRONMENTS, trainer.plan().environment())
              .evaluate(trainer.agent().target(), 1, 2, 3);
      assertThat(evaluation.returns()).containsOnly(500);
    }
  }

  @Test
  void aScoreDoesNotDependOnWhoIsPlayedBeside() {
    try (Trainer trainer = uct(spec("FrozenLake-v1"), 1, 50)) {
      Evaluator evaluator = new Evaluator(Trainings.ENVIRONMENTS, trainer.plan().environment());
      long[] seeds = Evaluator.seeds(1, 12);
      Evaluation alone = evaluator.evaluate(trainer.agent().target(), 1, done -> {}, seeds);
      Evaluation beside = evaluator.evaluate(trainer.agent().target(), 5, done -> {}, seeds);
      assertThat(beside.returns()).isEqualTo(alone.returns());
      assertThat(beside.lengths()).isEqualTo(alone.lengths());
    }
  }

  @Test
  void planningLeavesTheEnvironmentAndItsChanceAlone() {
    try (Trainer trainer = uct(spec("FrozenLake-v1"), 2, 100);
        VectorEnvironment environment = Trainings.ENVIRONMENTS.vector(spec("FrozenLake-v1"), 2)) {
      Actor actor = trainer.agent().target().actor(2);
      RandomGenerator[] streams = {new RandomStream(1), new RandomStream(2)};
      ActionBatch actions = new ActionBatch(environment.actionSpace(), 2);
      StepBatch now = environment.reset((copy, episode) -> 10L * copy + episode);
      for (int step = 0; step < 40; step++) {
        String before = Checkpoint.hashOf(environment);
        actor.act(now, actions, streams);
        assertThat(Checkpoint.hashOf(environment)).isEqualTo(before);
        now = environment.step(actions);
      }
    }
  }

  @Test
  void itPlaysInTheViewerAndSaysWhy() {
    try (Trainer trainer = uct(spec("FrozenLake-v1"), 1, 50);
        Playback playback =
            new Playback(
                Trainings.ENVIRONMENTS.vector(spec("FrozenLake-v1"), 1),
                trainer.agent().target(),
                3)) {
      playback.step();
      var insight = playback.frame().insight().orElseThrow();
      assertThat(insight.actionValues()).hasSize(4);
      double sum = 0;
      for (float p : insight.probabilities()) {
        sum += p;
      }
      assertThat(sum).isCloseTo(1, within(1e-6));
      assertThat(insight.stateValue()).isBetween(0.0, 1.0);
    }
  }

  /** Pays 1 to who guesses the coin that is thrown next. */
  static final class Coin implements DiscreteEnvironment, Restorable {

    @Override
    public Discrete observationSpace() {
      return new Discrete(1);
    }

    @Override
    public Discrete actionSpace() {
      return new Discrete(2);
    }

    @Override
    public void reset(RandomGenerator random) {}

    @Override
    public double step(int action, RandomGenerator random) {
      return random.nextInt(2) == action ? 1 : 0;
    }

    @Override
    public boolean terminated() {
      return false;
    }

    @Override
    public void observe(float[] out, int offset) {}

    @Override
    public int stateSize() {
      return 0;
    }

    @Override
    public int save(double[] out) {
      return 0;
    }

    @Override
    public void restore(double[] state, int length) {}
  }

  @Test
  void itDoesNotKnowWhatChanceWillBring() {
    Environments coin =
        Environments.of(EnvironmentDefinition.of("Coin-v0", "a coin", 1, Coin::new));
    UctActor actor = new UctActor(UctSettings.standard(), 2, 1, 1);
    double won = 0;
    try (VectorEnvironment environment = coin.vector(coin.find("Coin-v0").spec(), 1)) {
      StepBatch now = environment.reset((copy, episode) -> episode);
      ActionBatch actions = new ActionBatch(environment.actionSpace(), 1);
      RandomGenerator[] streams = {new RandomStream(1)};
      for (int i = 0; i < 1000; i++) {
        actor.act(now, actions, streams);
        now = environment.step(actions);
        won += now.rewards[0];
      }
    }
    // Four standard deviations.
    assertThat(won).isBetween(437.0, 563.0);
  }
}
