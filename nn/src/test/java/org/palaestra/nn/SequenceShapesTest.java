package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.palaestra.nn.Functions.concat;
import static org.palaestra.nn.Functions.tanh;

import org.junit.jupiter.api.Test;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;

/** The five shapes of a sequence task, each learned by the smallest model that has it. */
final class SequenceShapesTest {

  private static final int BATCH = 32;

  private final RandomStream random = new RandomStream(21);
  private final Parameters weights = new Parameters();
  private final Graph graph = new Graph(KernelChoice.of("auto"));

  /** Fills inputs and targets. */
  @FunctionalInterface
  private interface Task {
    void draw();
  }

  /** Trains; returns the loss of examples drawn afterwards, averaged. */
  private double learn(Tensor loss, Task task, int updates) {
    weights.initialise(random);
    Adam adam = new Adam(graph.kernels(), weights, 1e-8);
    for (int i = 0; i < updates; i++) {
      task.draw();
      graph.forward();
      weights.clearGradients();
      graph.backward(loss);
      adam.step(0.01);
    }
    double sum = 0;
    for (int i = 0; i < 20; i++) {
      task.draw();
      graph.forward();
      sum += loss.scalar();
    }
    return sum / 20;
  }

  /** One value to one value: a sequence of one step squares a number. Its variance is 0.089. */
  @Test
  void oneToOneSquaresANumber() {
    Recurrent layer = new Rnn(weights, "layer", 1, 16);
    Linear head = new Linear(weights, "head", 16, 1);
    Tensor x = graph.input(BATCH, 1);
    Tensor target = graph.input(BATCH, 1);
    Recurrent.Unrolled unrolled = layer.apply(Sequences.repeat(x, 1));
    Tensor loss = Losses.mse(head.apply(Sequences.last(unrolled.outputs())), target);
    double error =
        learn(
            loss,
            () -> {
              for (int b = 0; b < BATCH; b++) {
                float value = 2 * random.nextFloat() - 1;
                x.value()[b] = value;
                target.value()[b] = value * value;
              }
            },
            2000);
    assertThat(error).isLessThan(0.002);
  }

  /**
   * One value to many: a phase becomes the first memory, and without any other input ten steps of
   * the wave follow. Their variance is 0.5.
   */
  @Test
  void oneToManyDrawsAWaveFromItsPhase() {
    int steps = 10;
    Recurrent layer = new Gru(weights, "layer", 1, 24);
    Linear first = new Linear(weights, "first", 2, 24);
    Linear head = new Linear(weights, "head", 24, 1);
    Tensor phase = graph.input(BATCH, 2);
    Tensor target = graph.input(BATCH, steps, 1);
    Memory begin = Memory.of(tanh(first.apply(phase)));
    Tensor wave = head.apply(layer.apply(graph.input(BATCH, steps, 1), begin).outputs());
    Tensor loss = Losses.mse(wave, target);
    double error =
        learn(
            loss,
            () -> {
              for (int b = 0; b < BATCH; b++) {
                double angle = 2 * Math.PI * random.nextDouble();
                phase.value()[2 * b] = (float) StrictMath.sin(angle);
                phase.value()[2 * b + 1] = (float) StrictMath.cos(angle);
                for (int t = 0; t < steps; t++) {
                  target.value()[b * steps + t] = (float) StrictMath.sin(angle + 0.6 * (t + 1));
                }
              }
            },
            600);
    assertThat(error).isLessThan(0.01);
  }

  /** Many to one: which of eight symbols was the first? A guess costs 0.109. */
  @Test
  void manyToOneRemembersTheFirstSymbol() {
    int steps = 8;
    int symbols = 8;
    Embedding embedding = new Embedding(weights, "symbols", symbols, 8);
    Recurrent layer = new Lstm(weights, "layer", 8, 24, 2);
    Linear head = new Linear(weights, "head", 24, symbols);
    Tensor x = graph.input(BATCH, steps);
    Tensor target = graph.input(BATCH, symbols);
    Tensor answer = head.apply(Sequences.last(layer.apply(embedding.apply(x)).outputs()));
    Tensor loss = Losses.mse(answer, target);
    double error =
        learn(
            loss,
            () -> {
              java.util.Arrays.fill(target.value(), 0);
              for (int i = 0; i < BATCH * steps; i++) {
                x.value()[i] = random.nextInt(symbols);
              }
              for (int b = 0; b < BATCH; b++) {
                target.value()[b * symbols + (int) x.value()[b * steps]] = 1;
              }
            },
            800);
    assertThat(error).isLessThan(0.01);
  }

  /**
   * m to n: one layer reads four symbols, another says the last two of them, backwards. A guess
   * costs 0.188.
   */
  @Test
  void manyToManyOfAnotherLengthSaysTheEndBackwards() {
    int symbols = 4;
    Embedding embedding = new Embedding(weights, "symbols", symbols, 8);
    Recurrent encoder = new Lstm(weights, "encoder", 8, 32);
    Recurrent decoder = new Lstm(weights, "decoder", 1, 32);
    Linear head = new Linear(weights, "head", 32, symbols);
    Tensor x = graph.input(BATCH, 4);
    Tensor target = graph.input(BATCH, 2, symbols);
    Memory meaning = encoder.apply(embedding.apply(x)).memory();
    Tensor said = decoder.apply(graph.input(BATCH, 2, 1), meaning).outputs();
    Tensor loss = Losses.mse(head.apply(said), target);
    double error =
        learn(
            loss,
            () -> {
              java.util.Arrays.fill(target.value(), 0);
              for (int b = 0; b < BATCH; b++) {
                for (int t = 0; t < 4; t++) {
                  x.value()[b * 4 + t] = random.nextInt(symbols);
                }
                for (int n = 0; n < 2; n++) {
                  target.value()[(b * 2 + n) * symbols + (int) x.value()[b * 4 + 3 - n]] = 1;
                }
              }
            },
            800);
    assertThat(error).isLessThan(0.02);
  }

  /**
   * n to n: the sum of this input and the one before the last, with episodes that begin inside and
   * have nothing before. A model without memory is left with the variance of the earlier input,
   * about 0.2.
   */
  @Test
  void manyToManyOfOneLengthAddsWhatWasTwoStepsAgo() {
    int steps = 10;
    Recurrent layer = new Gru(weights, "layer", 2, 24);
    Linear head = new Linear(weights, "head", 24, 1);
    Tensor x = graph.input(BATCH, steps, 1);
    Tensor resets = graph.input(BATCH, steps);
    Tensor target = graph.input(BATCH, steps, 1);
    Tensor doubled = concat(2, x, x);
    Memory begin = layer.memory(graph, BATCH);
    Tensor loss = Losses.mse(head.apply(layer.apply(doubled, begin, resets).outputs()), target);
    double error =
        learn(
            loss,
            () -> {
              for (int b = 0; b < BATCH; b++) {
                int since = 0;
                for (int t = 0; t < steps; t++) {
                  int at = b * steps + t;
                  boolean starts = t == 0 || random.nextInt(8) == 0;
                  since = starts ? 0 : since + 1;
                  resets.value()[at] = starts ? 1 : 0;
                  x.value()[at] = 2 * random.nextFloat() - 1;
                  target.value()[at] = x.value()[at] + (since >= 2 ? x.value()[at - 2] : 0);
                }
              }
            },
            1000);
    assertThat(error).isLessThan(0.02);
  }
}
