package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;

final class OptimiserTest {

  private static final Kernels KERNELS = KernelChoice.of("scalar");

  private static final Map<String, Function<Parameters, Optimiser>> ALL =
      Map.of(
          "sgd", Sgd::new,
          "momentum", p -> Sgd.momentum(p, 0.9),
          "nesterov", p -> Sgd.nesterov(p, 0.9),
          "adagrad", p -> new AdaGrad(p, 1e-10),
          "rmsprop", p -> new RmsProp(p, 0.9, 1e-8),
          "rmsprop, centred", p -> RmsProp.centred(p, 0.9, 1e-8),
          "adam", p -> new Adam(KERNELS, p, 1e-8),
          "adamw", p -> new AdamW(KERNELS, p, 0.9, 0.999, 1e-8, 0.01),
          "radam", p -> new RectifiedAdam(KERNELS, p, 1e-8),
          "l-bfgs", OptimiserTest::lbfgs);

  static Stream<String> names() {
    return ALL.keySet().stream().sorted();
  }

  private static Optimiser create(String name, Parameters parameters) {
    return Objects.requireNonNull(ALL.get(name)).apply(parameters);
  }

  /** Σ c (θ − 1)² with a c of its own for each number. */
  private static double bowl(Parameters parameters) {
    double loss = 0;
    int c = 1;
    for (int p = 0; p < parameters.all().size(); p++) { // an iterator would allocate
      Parameter parameter = parameters.all().get(p);
      for (int i = 0; i < parameter.size(); i++, c++) {
        double away = parameter.value()[i] - 1;
        loss += c * away * away;
        parameter.gradient()[i] = (float) (2 * c * away);
      }
    }
    return loss;
  }

  private static Optimiser lbfgs(Parameters parameters) {
    return new Lbfgs(parameters, () -> bowl(parameters), 5);
  }

  private static Parameters two() {
    Parameters parameters = new Parameters();
    parameters.add("a.weight", Initialisers.uniform(1), new int[] {2, 3}, new int[] {1, 0});
    parameters.add("b.weight", Initialisers.uniform(1), 4);
    parameters.initialise(new RandomStream(7));
    return parameters;
  }

  @ParameterizedTest
  @MethodSource("names")
  void everyOptimiserDescendsIntoABowl(String name) {
    Parameters parameters = two();
    Optimiser optimiser = create(name, parameters);
    double before = bowl(parameters);
    for (int step = 0; step < 500; step++) {
      bowl(parameters);
      optimiser.step(name.equals("l-bfgs") ? 1 : name.equals("adagrad") ? 0.5 : 0.01);
    }
    assertThat(bowl(parameters)).isLessThan(before / 100);
  }

  @ParameterizedTest
  @MethodSource("names")
  void noOptimiserMovesAFrozenParameter(String name) {
    Parameters parameters = two();
    float[] a = parameters.all().get(0).get();
    float[] b = parameters.all().get(1).get();
    Optimiser optimiser = create(name, parameters);
    bowl(parameters);
    optimiser.step(0.01); // so that momentum and curvature pull on it
    assertThat(parameters.all().get(0).get()).isNotEqualTo(a);
    a = parameters.all().get(0).get();
    parameters.freeze("a");
    for (int step = 0; step < 5; step++) {
      bowl(parameters);
      Penalty.ridge(0.1).addGradients(parameters.all());
      optimiser.step(0.01);
    }
    assertThat(parameters.all().get(0).get()).isEqualTo(a);
    assertThat(parameters.all().get(1).get()).isNotEqualTo(b);
    parameters.all().get(0).frozen(false);
    bowl(parameters);
    optimiser.step(0.01);
    assertThat(parameters.all().get(0).get()).as("thawed").isNotEqualTo(a);
  }

  @ParameterizedTest
  @MethodSource("names")
  void aRestoredOptimiserGoesOnBitForBit(String name, @TempDir Path folder) throws Exception {
    Parameters one = two();
    Optimiser first = create(name, one);
    for (int step = 0; step < 4; step++) {
      bowl(one);
      first.step(0.01);
    }
    Checkpoint.write(folder.resolve("o"), first);
    Parameters other = two();
    other.copyFrom(one);
    Optimiser second = create(name, other);
    second.restore(Checkpoint.read(folder.resolve("o")).state());
    for (int step = 0; step < 4; step++) {
      bowl(one);
      first.step(0.01);
      bowl(other);
      second.step(0.01);
    }
    for (int i = 0; i < 2; i++) {
      assertThat(other.all().get(i).get()).isEqualTo(one.all().get(i).get());
    }
    assertThat(Checkpoint.hashOf(second)).isEqualTo(Checkpoint.hashOf(first));
  }

  @ParameterizedTest
  @MethodSource("names")
  void aStepAllocatesNothing(String name) {
    Parameters parameters = two();
    Optimiser optimiser = create(name, parameters);
    Penalty penalty = new Penalty(0.1, 0.1);
    var bean = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
    long least = Long.MAX_VALUE;
    for (int round = 0; round < 5000 && least > 0; round++) {
      long before = bean.getCurrentThreadAllocatedBytes();
      for (int i = 0; i < 500; i++) {
        penalty.addGradients(parameters.all());
        GradientClipping.byNorm(parameters, 1);
        optimiser.step(1e-3);
      }
      least = Math.min(least, bean.getCurrentThreadAllocatedBytes() - before);
    }
    assertThat(least).as("bytes in 500 steps").isZero();
  }

  private static Parameter single(Parameters parameters, float... values) {
    Parameter parameter = parameters.add("p", Initialisers.constant(0), values.length);
    parameter.set(values);
    return parameter;
  }

  /** Hand-computed: η = 0.5, μ = 0.5, g = 1 and then 2. */
  @Test
  void momentumIsWhatItsEquationsSay() {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 10);
    Optimiser heavy = Sgd.momentum(parameters, 0.5);
    p.gradient()[0] = 1;
    heavy.step(0.5);
    assertThat(p.value()[0]).isEqualTo(9.5f);
    p.gradient()[0] = 2;
    heavy.step(0.5);
    assertThat(p.value()[0]).as("v = 2.5").isEqualTo(8.25f);
    p.set(10);
    Optimiser nesterov = Sgd.nesterov(parameters, 0.5);
    p.gradient()[0] = 1;
    nesterov.step(0.5);
    assertThat(p.value()[0]).as("g + v/2 = 1.5").isEqualTo(9.25f);
    p.gradient()[0] = 2;
    nesterov.step(0.5);
    assertThat(p.value()[0]).as("g + v/2 = 3.25").isEqualTo(7.625f);
  }

  /** With one gradient throughout, the t-th step is η/√t. */
  @Test
  void adaGradsStepsShrinkPerParameter() {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 0, 0);
    AdaGrad optimiser = new AdaGrad(parameters, 1e-10);
    for (int t = 1; t <= 100; t++) {
      float often = p.value()[0];
      float seldom = p.value()[1];
      p.gradient()[0] = 3;
      p.gradient()[1] = t % 10 == 0 ? 3 : 0;
      optimiser.step(0.1);
      assertThat((double) (often - p.value()[0]))
          .as("step %d", t)
          .isCloseTo(0.1 / Math.sqrt(t), within(1e-6));
      if (t % 10 == 0) {
        assertThat((double) (seldom - p.value()[1]))
            .as("a number that is seldom moved keeps its long steps")
            .isCloseTo(0.1 / Math.sqrt(t / 10.0), within(1e-6));
      } else {
        assertThat(p.value()[1]).isEqualTo(seldom);
      }
    }
  }

  @Test
  void centredRmsPropSurvivesGradientsThatNeverChange() {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 0, 0, 0);
    RmsProp optimiser = RmsProp.centred(parameters, 0.5, 1e-2);
    for (int t = 0; t < 200; t++) {
      p.gradient()[0] = 0.1f;
      p.gradient()[1] = 0.7f;
      p.gradient()[2] = 1e-20f;
      optimiser.step(1e-4);
    }
    assertThat(p.get()).doesNotContain(Float.NaN);
  }

  @Test
  void decoupledDecayShrinksWhatHasNoGradient() {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 4);
    AdamW optimiser = new AdamW(KERNELS, parameters, 0.9, 0.999, 1e-8, 0.5);
    optimiser.step(0.5);
    assertThat(p.value()[0]).isEqualTo(3);
    optimiser.step(0.5);
    assertThat(p.value()[0]).isEqualTo(2.25f);
  }

  /** Numbers of PyTorch's RAdam in doubles; from the sixth step on the mean square counts. */
  @Test
  void rectifiedAdamIsPyTorchs() {
    double[][] expected = {
      {0.4895, -1.22875, 1.993},
      {0.478747895, -1.206864474, 1.984954737},
      {0.46774334, -1.184338701, 1.97583582},
      {0.456486846, -1.16116984, 1.96561646},
      {0.444979823, -1.137357041, 1.954271675},
      {0.444719236, -1.137096043, 1.954010692},
      {0.444387809, -1.136763921, 1.953677714},
      {0.443994264, -1.136369331, 1.953280913},
      {0.443544454, -1.135918061, 1.95282562},
    };
    double[] constant = {1, -2, 0.5};
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 0.5f, -1.25f, 2);
    Optimiser optimiser = new RectifiedAdam(KERNELS, parameters, 1e-8);
    for (int t = 0; t < expected.length; t++) {
      for (int i = 0; i < 3; i++) {
        p.gradient()[i] = (float) (0.1 * (t + 1) * p.value()[i] + constant[i]);
      }
      optimiser.step(0.01);
      for (int i = 0; i < 3; i++) {
        assertThat((double) p.value()[i])
            .as("step %d, number %d", t + 1, i)
            .isCloseTo(expected[t][i], within(1e-6));
      }
    }
  }

  @Test
  void penaltiesAreTheirDefinitions() {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, 2, -3, 0);
    Penalty both = new Penalty(0.5, 0.25);
    assertThat(both.value(parameters.all())).isEqualTo(0.5 * 5 + 0.125 * 13);
    both.addGradients(parameters.all());
    assertThat(p.getGradient()).containsExactly(0.5f + 0.5f, -0.5f - 0.75f, 0);
    p.frozen(true);
    both.addGradients(parameters.all());
    assertThat(p.getGradient()).containsExactly(1, -1.25f, 0);
    assertThat(both.value(parameters.all())).isZero();
    assertThatThrownBy(() -> Penalty.lasso(-1)).hasMessageContaining("l1 must be at least 0");
    assertThatThrownBy(() -> Penalty.ridge(Double.NaN)).hasMessageContaining("got NaN");
  }

  /** Lasso's known answer for orthogonal inputs: soft thresholding. */
  @Test
  void lassoSetsWeakWeightsToZeroWhereRidgeOnlyShrinksThem() {
    float[] leastSquares = {2, 0.3f, -1, -0.2f};
    float[] lasso = fit(leastSquares, Penalty.lasso(0.5));
    float[] ridge = fit(leastSquares, Penalty.ridge(0.5));
    float[] soft = {1.5f, 0, -0.5f, 0};
    for (int i = 0; i < 4; i++) {
      assertThat((double) lasso[i]).isCloseTo(soft[i], within(2e-3));
      assertThat((double) ridge[i]).isCloseTo(leastSquares[i] / 1.5, within(1e-4));
    }
  }

  /** Minimises Σ (θ − target)²/2 + penalty. */
  private static float[] fit(float[] target, Penalty penalty) {
    Parameters parameters = new Parameters();
    Parameter p = single(parameters, new float[target.length]);
    Sgd sgd = new Sgd(parameters);
    for (int step = 0; step < 20_000; step++) {
      for (int i = 0; i < target.length; i++) {
        p.gradient()[i] = p.value()[i] - target[i];
      }
      penalty.addGradients(parameters.all());
      sgd.step(1e-3);
    }
    return p.get();
  }

  @Test
  void clippingByNormScalesAllByOneFactor() {
    Parameters parameters = new Parameters();
    Parameter p = parameters.add("p", Initialisers.constant(0), 2);
    Parameter q = parameters.add("q", Initialisers.constant(0), 1);
    p.gradient()[0] = 2;
    p.gradient()[1] = -1;
    q.gradient()[0] = 2;
    assertThat(GradientClipping.byNorm(parameters, 5)).isEqualTo(3);
    assertThat(p.getGradient()).as("short enough").containsExactly(2, -1);
    assertThat(GradientClipping.byNorm(parameters, 1.5)).isEqualTo(3);
    assertThat((double) p.gradient()[0]).isCloseTo(1, within(1e-6));
    assertThat((double) p.gradient()[1]).isCloseTo(-0.5, within(1e-6));
    assertThat((double) q.gradient()[0]).isCloseTo(1, within(1e-6));
    q.frozen(true);
    assertThat(GradientClipping.byNorm(parameters, 5)).isCloseTo(Math.sqrt(1.25), within(1e-6));
    p.gradient()[0] = Float.NaN;
    assertThat(GradientClipping.byNorm(parameters, 1)).isNaN();
    p.gradient()[0] = Float.POSITIVE_INFINITY;
    float other = p.gradient()[1];
    assertThat(GradientClipping.byNorm(parameters, 1)).isInfinite();
    assertThat(p.gradient()[1]).isEqualTo(other);
    assertThatThrownBy(() -> GradientClipping.byNorm(parameters, 0))
        .hasMessage("the longest norm must be above 0 and finite, got 0.0");
  }

  @Test
  void clippingByValueCutsEachNumber() {
    Parameters parameters = new Parameters();
    Parameter p = parameters.add("p", Initialisers.constant(0), 4);
    System.arraycopy(new float[] {-3, -0.5f, 0.25f, 9}, 0, p.gradient(), 0, 4);
    GradientClipping.byValue(parameters, 0.5);
    assertThat(p.getGradient()).containsExactly(-0.5f, -0.5f, 0.25f, 0.5f);
  }

  @Test
  void settingsOutOfRangeAreNamed() {
    Parameters p = new Parameters();
    assertThatThrownBy(() -> Sgd.momentum(p, 1)).hasMessage("momentum must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new RmsProp(p, 1, 0)).hasMessage("alpha must be in [0, 1), got 1.0");
    assertThatThrownBy(() -> new AdaGrad(p, -1))
        .hasMessage("epsilon must be above 0 and finite, got -1.0");
    assertThatThrownBy(() -> new AdamW(KERNELS, p, 0.9, 0.999, 1e-8, -1))
        .hasMessage("decay must be at least 0 and finite, got -1.0");
    assertThatThrownBy(() -> new Lbfgs(p, () -> 0, 0))
        .hasMessage("memory must be at least 1, got 0");
  }

  /** A mean of equal gradients is each of them, so that every step is as long as the rate. */
  @Test
  void adamStepsByItsLearningRateUnderAConstantGradient() {
    Parameters parameters = new Parameters();
    Parameter parameter = parameters.add("p", Initialisers.constant(0), 1);
    Adam optimiser = new Adam(KERNELS, parameters, 1e-8);
    parameter.gradient()[0] = 5;
    for (int step = 1; step <= 50; step++) {
      float before = parameter.value()[0];
      optimiser.step(0.1);
      assertThat((double) parameter.value()[0] - before)
          .as("step %d", step)
          .isCloseTo(-0.1, within(5e-7));
    }
  }
}
