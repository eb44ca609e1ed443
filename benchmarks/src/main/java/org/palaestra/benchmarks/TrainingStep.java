package org.palaestra.benchmarks;

import static org.palaestra.nn.Functions.abs;
import static org.palaestra.nn.Functions.clip;
import static org.palaestra.nn.Functions.concat;
import static org.palaestra.nn.Functions.dividedBy;
import static org.palaestra.nn.Functions.elu;
import static org.palaestra.nn.Functions.exp;
import static org.palaestra.nn.Functions.gelu;
import static org.palaestra.nn.Functions.leakyRelu;
import static org.palaestra.nn.Functions.log;
import static org.palaestra.nn.Functions.matmul;
import static org.palaestra.nn.Functions.max;
import static org.palaestra.nn.Functions.mean;
import static org.palaestra.nn.Functions.minus;
import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.relu;
import static org.palaestra.nn.Functions.reshape;
import static org.palaestra.nn.Functions.sigmoid;
import static org.palaestra.nn.Functions.silu;
import static org.palaestra.nn.Functions.slice;
import static org.palaestra.nn.Functions.softmax;
import static org.palaestra.nn.Functions.softplus;
import static org.palaestra.nn.Functions.sqrt;
import static org.palaestra.nn.Functions.square;
import static org.palaestra.nn.Functions.tanh;
import static org.palaestra.nn.Functions.times;
import static org.palaestra.nn.Losses.binaryCrossEntropy;
import static org.palaestra.nn.Losses.crossEntropy;
import static org.palaestra.nn.Losses.huber;
import static org.palaestra.nn.Losses.l1;
import static org.palaestra.nn.Losses.mse;

import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.palaestra.nn.BatchNorm;
import org.palaestra.nn.Conv2d;
import org.palaestra.nn.ConvTranspose2d;
import org.palaestra.nn.Divergences;
import org.palaestra.nn.Dropout;
import org.palaestra.nn.Embedding;
import org.palaestra.nn.Functions;
import org.palaestra.nn.Gru;
import org.palaestra.nn.LayerNorm;
import org.palaestra.nn.Likelihoods;
import org.palaestra.nn.LossReduction;
import org.palaestra.nn.Lstm;
import org.palaestra.nn.MaskedConv2d;
import org.palaestra.nn.MaskedLinear;
import org.palaestra.nn.Pooled;
import org.palaestra.nn.Pooling;
import org.palaestra.nn.Recurrent;
import org.palaestra.nn.Rnn;
import org.palaestra.nn.Tensor;
import org.palaestra.nn.Window;
import org.palaestra.nn.distribution.SquashedGaussian;

/**
 * Networks so small that a training step is short, which between them hold every layer, the
 * functions and the losses. Most widths are such that vectors leave a rest.
 */
public enum TrainingStep {
  /** The DQN's network. */
  MLP(net -> mse(net.linear(net.relu(net.relu(net.rows(128, 4), 120), 84), 2), net.rows(128, 2))),
  /** Narrower than a vector. */
  NARROW(net -> mse(net.linear(net.relu(net.rows(8, 4), 5), 2), net.rows(8, 2))),
  SIGMOID(between(Functions::sigmoid)),
  TANH(between(Functions::tanh)),
  LEAKY_RELU(between(x -> leakyRelu(x, 0.01))),
  SOFTPLUS(between(Functions::softplus)),
  ELU(between(x -> elu(x, 1))),
  GELU(between(Functions::gelu)),
  SILU(between(Functions::silu)),
  SOFTMAX(between(Functions::softmax)),
  EXP_LOG(between(x -> log(exp(x)))),
  LOG(between(x -> log(plus(square(x), square(sigmoid(x)))))),
  /** All functions behind each other. */
  FUNCTIONS(
      between(
          x ->
              plus(
                  plus(plus(sigmoid(x), tanh(x)), plus(softplus(x), elu(x, 1))),
                  plus(plus(gelu(x), silu(x)), plus(softmax(x), log(exp(x))))))),
  ARITHMETIC(
      between(
          x ->
              dividedBy(
                  max(minus(clip(x, -1, 1), abs(x)), times(x, x)), sqrt(plus(exp(x), square(x)))))),
  LAYER_NORM(
      net ->
          mse(
              net.linear(
                  new LayerNorm(net.weights(), "n", 37).apply(net.linear(net.rows(32, 9), 37)), 3),
              net.rows(32, 3))),
  BATCH_NORM_DROPOUT(
      net ->
          mse(
              net.linear(
                  new Dropout(0.5)
                      .apply(
                          new BatchNorm(net.weights(), "n", 37)
                              .apply(net.linear(net.rows(32, 9), 37))),
                  3),
              net.rows(32, 3))),
  CROSS_ENTROPY(
      net -> crossEntropy(net.linear(net.relu(net.rows(32, 9), 37), 10), net.classes(32, 10))),
  BINARY_CROSS_ENTROPY(
      net -> binaryCrossEntropy(net.linear(net.relu(net.rows(32, 9), 37), 5), net.rows(32, 5))),
  HUBER_L1(
      net -> {
        Tensor h = net.relu(net.rows(32, 9), 37);
        return plus(
            huber(net.linear(h, 3), net.rows(32, 3), 1), l1(net.linear(h, 3), net.rows(32, 3)));
      }),
  LIKELIHOODS(
      net -> {
        Tensor h = tanh(net.linear(net.rows(32, 9), 37));
        Tensor gaussian =
            Likelihoods.gaussianNll(net.linear(h, 3), net.linear(h, 3), net.rows(32, 3));
        Tensor means = reshape(net.linear(h, 15), 32, 5, 3);
        Tensor stds = reshape(net.linear(h, 15), 32, 5, 3);
        return plus(
            gaussian, Likelihoods.mixtureNll(net.linear(h, 5), means, stds, net.rows(32, 3)));
      }),
  DIVERGENCES(
      net -> {
        Tensor h = gelu(net.linear(net.rows(32, 9), 37));
        return plus(
            Divergences.gaussianToStandard(net.linear(h, 7), net.linear(h, 7), LossReduction.MEAN),
            Divergences.categorical(net.linear(h, 7), net.linear(h, 7), LossReduction.MEAN));
      }),
  SQUASHED_GAUSSIAN(
      net -> {
        Tensor h = net.relu(net.rows(64, 9), 37);
        SquashedGaussian policy =
            new SquashedGaussian(net.linear(h, 3), clip(net.linear(h, 3), -5, 2));
        Tensor u = policy.sample(net.rows(64, 3));
        Tensor value = net.linear(net.relu(concat(1, h, SquashedGaussian.squash(u)), 33), 1);
        return minus(mean(policy.logProb(u)), mean(value));
      }),
  CONVOLUTION(
      net -> {
        Tensor h =
            relu(
                new Conv2d(net.weights(), "c0", 3, 8, Window.square(3, 1, 1))
                    .apply(net.given(8, 12, 12, 3)));
        h = Pooling.maxPool(h, Window.square(2, 2));
        h = silu(new Conv2d(net.weights(), "c1", 8, 20, Window.square(3, 1)).apply(h));
        return crossEntropy(
            net.linear(reshape(Pooling.averagePool(h, Window.square(2, 2)), 8, 80), 5),
            net.classes(8, 5));
      }),
  SEGMENTATION(
      net -> {
        Tensor x = net.given(4, 8, 8, 2);
        Tensor h = gelu(new Conv2d(net.weights(), "c0", 2, 6, Window.square(3, 1, 1)).apply(x));
        Pooled pooled = Pooling.maxPoolWithPlaces(h, Window.square(2, 2));
        Tensor up = Pooling.maxUnpool(pooled.output(), pooled);
        Tensor other = Pooling.upsampleNearest(pooled.output(), 2);
        Tensor third =
            new ConvTranspose2d(net.weights(), "t", 6, 6, Window.square(2, 2))
                .apply(pooled.output());
        Tensor masked =
            new MaskedConv2d(net.weights(), "m", MaskedConv2d.Type.A, 6, 2, 3)
                .apply(plus(plus(up, other), third));
        return binaryCrossEntropy(masked, net.given(4, 8, 8, 2));
      }),
  MASKED_LINEAR(
      net -> {
        int[] in = {1, 2, 3, 4, 5};
        int[] hidden = new int[21];
        for (int i = 0; i < hidden.length; i++) {
          hidden[i] = 1 + i % 4;
        }
        Tensor x = net.rows(32, 5);
        Tensor h = relu(MaskedLinear.hidden(net.weights(), "h", in, hidden).apply(x));
        Tensor y = MaskedLinear.output(net.weights(), "o", hidden, in).apply(h);
        return binaryCrossEntropy(y, x);
      }),
  ATTENTION(
      net -> {
        Tensor x = net.linear(net.given(4, 10, 6), 24);
        Tensor weights = softmax(matmul(x, net.linear(net.given(4, 24, 10), 10)));
        return mse(net.linear(matmul(weights, x), 2), net.given(4, 10, 2));
      }),
  EMBEDDING(
      net -> {
        Tensor symbols = net.given(8, 7);
        for (int i = 0; i < symbols.size(); i++) {
          symbols.value()[i] = i % 11;
        }
        Tensor x = new Embedding(net.weights(), "e", 11, 6).apply(symbols);
        Tensor y = new Gru(net.weights(), "g", 6, 19).apply(x).outputs();
        return crossEntropy(reshape(net.linear(slice(y, 1, 6, 7), 11), 8, 11), net.classes(8, 11));
      }),
  RNN_8(recurrent(net -> new Rnn(net.weights(), "r", 4, 8))),
  RNN_32(recurrent(net -> new Rnn(net.weights(), "r", 4, 32))),
  RNN_130(recurrent(net -> new Rnn(net.weights(), "r", 4, 130))),
  GRU_8(recurrent(net -> new Gru(net.weights(), "r", 4, 8))),
  GRU_32(recurrent(net -> new Gru(net.weights(), "r", 4, 32))),
  GRU_130(recurrent(net -> new Gru(net.weights(), "r", 4, 130))),
  LSTM_8(recurrent(net -> new Lstm(net.weights(), "r", 4, 8))),
  LSTM_32(recurrent(net -> new Lstm(net.weights(), "r", 4, 32))),
  LSTM_130(recurrent(net -> new Lstm(net.weights(), "r", 4, 130)));

  private final Function<SmallNetwork, Tensor> loss;

  TrainingStep(Function<SmallNetwork, Tensor> loss) {
    this.loss = loss;
  }

  Tensor loss(SmallNetwork net) {
    return loss.apply(net);
  }

  private static Function<SmallNetwork, Tensor> between(UnaryOperator<Tensor> function) {
    return net ->
        mse(net.linear(function.apply(net.linear(net.rows(32, 9), 37)), 3), net.rows(32, 3));
  }

  private static Function<SmallNetwork, Tensor> recurrent(Function<SmallNetwork, Recurrent> layer) {
    return net -> {
      Recurrent memory = layer.apply(net);
      return mse(net.linear(memory.apply(net.given(16, 16, 4)).outputs(), 2), net.given(16, 16, 2));
    };
  }
}
