package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.palaestra.nn.Functions.affine;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.times;

import org.junit.jupiter.api.Test;
import org.palaestra.nn.data.Batches;
import org.palaestra.nn.data.DataSet;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

/** What the field teaches of descent, likelihood and penalties. */
final class DescentTest {

  private static Graph graph() {
    return new Graph(KernelChoice.of("auto"));
  }

  /** y = 2 x − 1 with noise. */
  private static DataSet line(int size) {
    RandomStream random = new RandomStream(1);
    float[] x = new float[size];
    float[] y = new float[size];
    for (int i = 0; i < size; i++) {
      x[i] = 2 * random.nextFloat() - 1;
      y[i] = (float) (2 * x[i] - 1 + 0.5 * random.nextGaussian());
    }
    return new DataSet(size, x, y);
  }

  /**
   * Descends on a line; returns how often the loss over all data rose from one step to the next.
   *
   * @param parameters takes the slope and the intercept
   */
  private static int rises(DataSet data, Batches batches, Parameters parameters, int steps) {
    Linear model = new Linear(parameters, "line", 1, 1);
    parameters.initialise(new RandomStream(2));
    Graph all = graph();
    Tensor allX = all.input(data.size(), 1);
    Tensor allY = all.input(data.size(), 1);
    Batches whole = Batches.full(data);
    whole.next();
    whole.read(allX.value(), allY.value());
    Tensor fullLoss = Losses.mse(model.apply(allX), allY);

    batches.next();
    Graph some = graph();
    Tensor x = some.input(batches.size(), 1);
    Tensor y = some.input(batches.size(), 1);
    Tensor loss = Losses.mse(model.apply(x), y);
    Sgd sgd = new Sgd(parameters);
    all.forward();
    float before = fullLoss.scalar();
    int rises = 0;
    for (int step = 0; step < steps; step++) {
      batches.read(x.value(), y.value());
      parameters.clearGradients();
      some.forward();
      some.backward(loss);
      sgd.step(0.05);
      all.forward();
      rises += fullLoss.scalar() > before + 1e-6 ? 1 : 0;
      before = fullLoss.scalar();
      if (!batches.next()) {
        batches.next();
      }
    }
    return rises;
  }

  @Test
  void singleSampleDescentJumpsWhereFullBatchDoesNot() {
    DataSet data = line(64);
    Parameters full = new Parameters();
    assertThat(rises(data, Batches.full(data), full, 320)).isZero();
    Parameters single = new Parameters();
    int jumps = rises(data, Batches.single(data, new RandomStream(3)), single, 320);
    assertThat(jumps).as("of 320 steps").isGreaterThan(80);
    Parameters mini = new Parameters();
    Batches batches = Batches.mini(data, 16, Batches.Last.DROP, new RandomStream(3));
    assertThat(rises(data, batches, mini, 320)).as("between the two").isBetween(1, jumps - 1);
    for (Parameters each : new Parameters[] {full, single, mini}) {
      assertThat((double) each.all().get(0).get()[0]).isCloseTo(2, within(0.5));
      assertThat((double) each.all().get(1).get()[0]).isCloseTo(-1, within(0.4));
    }
  }

  /**
   * The likelihood of a Gaussian is highest at the mean and the variance (with n) of the sample;
   * squared error alone finds the same mean. By hand: 1, 2, 4, 9 have mean 4 and variance 9.5.
   */
  @Test
  void minimisingNegativeLogLikelihoodIsMaximumLikelihood() {
    Parameters parameters = new Parameters();
    Linear location = new Linear(parameters, "mean", 1, 1);
    Linear spread = new Linear(parameters, "logVariance", 1, 1);
    Graph graph = graph();
    Tensor nothing = graph.input(4, 1); // zeros: only the biases count
    Tensor y = graph.input(4, 1);
    y.set(1, 2, 4, 9);
    Tensor mu = location.apply(nothing);
    Tensor s = spread.apply(nothing);
    Tensor nll = mean(affine(plus(s, times(square(minus(y, mu)), exp(affine(s, -1, 0)))), 0.5, 0));
    minimise(parameters, graph, nll);
    float bias = parameters.all().get(1).get()[0];
    assertThat((double) bias).isCloseTo(4, within(1e-3));
    assertThat(Math.exp(parameters.all().get(3).get()[0])).isCloseTo(9.5, within(1e-2));
    // −log p of the sample's own mean and variance is (log v + 1) / 2, without the constant.
    assertThat((double) nll.scalar()).isCloseTo((Math.log(9.5) + 1) / 2, within(1e-5));

    parameters.all().get(1).set(0);
    minimise(parameters, graph, Losses.mse(mu, y));
    assertThat((double) parameters.all().get(1).get()[0]).isCloseTo(4, within(1e-3));
  }

  private static void minimise(Parameters parameters, Graph graph, Tensor loss) {
    new Lbfgs(
            parameters,
            () -> {
              parameters.clearGradients();
              graph.forward();
              graph.backward(loss);
              return loss.scalar();
            },
            10)
        .minimise(100, 1e-5);
    graph.forward();
  }

  /** 12 noisy samples of a line in 20 dimensions, of which 19 mean nothing. */
  @Test
  void ridgeNarrowsTheGapBetweenTrainingAndTestError() {
    double[] free = errors(0);
    double[] priced = errors(0.3);
    assertThat(free[0]).as("learned by heart").isLessThan(1e-3);
    assertThat(free[1]).isGreaterThan(0.3);
    assertThat(priced[1] - priced[0]).as("the gap").isLessThan(0.8 * (free[1] - free[0]));
    assertThat(priced[1]).as("the test error itself").isLessThan(free[1]);
  }

  /** Training and test error, averaged over 10 draws. */
  private static double[] errors(double price) {
    double[] errors = new double[2];
    for (int seed = 0; seed < 10; seed++) {
      RandomStream random = new RandomStream(seed);
      Parameters parameters = new Parameters();
      Linear model = new Linear(parameters, "line", 20, 1);
      parameters.initialise(random);
      Graph train = graph();
      Tensor trainLoss = loss(train, model, 12, random);
      Graph test = graph();
      Tensor testLoss = loss(test, model, 400, random);
      Sgd sgd = Sgd.momentum(parameters, 0.9);
      Penalty penalty = Penalty.ridge(price);
      for (int step = 0; step < 3000; step++) {
        parameters.clearGradients();
        train.forward();
        train.backward(trainLoss);
        penalty.addGradients(parameters.all());
        sgd.step(0.01);
      }
      train.forward();
      test.forward();
      errors[0] += trainLoss.scalar() / 10;
      errors[1] += testLoss.scalar() / 10;
    }
    return errors;
  }

  private static Tensor loss(Graph graph, Linear model, int samples, RandomStream random) {
    Tensor x = graph.input(samples, 20);
    Tensor y = graph.input(samples, 1);
    for (int i = 0; i < samples; i++) {
      for (int j = 0; j < 20; j++) {
        x.value()[i * 20 + j] = (float) random.nextGaussian();
      }
      y.value()[i] = (float) (x.value()[i * 20] + 0.5 * random.nextGaussian());
    }
    return Losses.mse(model.apply(x), y);
  }
}
