package org.palaestra.agents.network;

import static org.palaestra.nn.Functions.plus;
import static org.palaestra.nn.Functions.timesRow;

import org.palaestra.nn.Graph;
import org.palaestra.nn.Initialisers;
import org.palaestra.nn.Layer;
import org.palaestra.nn.Linear;
import org.palaestra.nn.Operation;
import org.palaestra.nn.Parameters;
import org.palaestra.nn.Tensor;

/**
 * A linear layer whose weights are drawn anew at each forward pass, and which learns how widely
 * (Fortunato et al., "Noisy networks for exploration", 2018, with factorised noise, equations 9 to
 * 11): {@code [..., in]} to {@code [..., out]}.
 *
 * <pre>y = (μ_w + σ_w ∘ f(ε_out) f(ε_in)ᵀ) x + μ_b + σ_b ∘ f(ε_out),  f(ε) = sgn(ε) √|ε|</pre>
 *
 * <p>All rows of a batch meet the same weights, and each use of the layer in a graph draws its own,
 * from {@link Graph#random}. In a graph that is not {@linkplain Graph#training() used to learn} ε
 * is 0, which leaves the means.
 *
 * <p>Parameters {@code NAME.weight}, {@code NAME.bias}, {@code NAME.sigma.weight} and {@code
 * NAME.sigma.bias}, shaped as those of {@link Linear}.
 */
public final class NoisyLinear implements Layer {

  private final int in;
  private final int out;
  private final Linear mean;
  private final Linear deviation;

  /**
   * A layer with the paper's first weights: means uniform within 1/√in, deviations all σ₀/√in.
   *
   * @param sigma σ₀, 0.5 in the paper
   */
  public NoisyLinear(Parameters parameters, String name, int in, int out, double sigma) {
    this.in = in;
    this.out = out;
    mean = new Linear(parameters, name, in, out);
    float first = (float) (sigma / Math.sqrt(in));
    deviation =
        new Linear(
            parameters,
            name + ".sigma",
            in,
            out,
            Initialisers.constant(first),
            Initialisers.constant(first));
  }

  /**
   * The noise of weights is a product, so that it can be put in before and behind: σ(x ∘ f) ∘ f.
   */
  @Override
  public Tensor apply(Tensor x) {
    Tensor before = Noise.in(x.graph(), in);
    Tensor behind = Noise.in(x.graph(), out);
    return plus(mean.apply(x), timesRow(deviation.apply(timesRow(x, before)), behind));
  }

  /** f(ε), drawn at each forward pass. */
  private static final class Noise implements Operation {

    private final Graph graph;
    private final Tensor y;

    private Noise(Graph graph, Tensor y) {
      this.graph = graph;
      this.y = y;
    }

    static Tensor in(Graph graph, int width) {
      Tensor y = graph.result(false, width);
      graph.add(new Noise(graph, y));
      return y;
    }

    @Override
    public void forward() {
      float[] f = y.value();
      for (int i = 0; i < y.size(); i++) {
        double epsilon = graph.training() ? graph.random().nextGaussian() : 0;
        f[i] = (float) (Math.signum(epsilon) * Math.sqrt(Math.abs(epsilon)));
      }
    }

    @Override
    public void backward() {}
  }
}
