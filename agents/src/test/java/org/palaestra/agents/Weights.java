package org.palaestra.agents;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.DoubleSupplier;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.Safetensors;
import org.palaestra.store.Stateful;

/** Parameters by their names as doubles, for updates that a test works out itself. */
public final class Weights {

  private Weights() {}

  /**
   * What a checkpoint holds below a prefix.
   *
   * @param prefix such as {@code online/}, which is left out of the names
   */
  public static Map<String, double[]> of(Stateful agent, Path folder, String prefix)
      throws IOException {
    Path file = folder.resolve("weights.safetensors");
    Files.deleteIfExists(file);
    Checkpoint.write(file, agent);
    Safetensors stored = Safetensors.read(file);
    Map<String, double[]> all = new LinkedHashMap<>();
    for (String name : stored.tensors().keySet()) {
      if (name.startsWith(prefix)) {
        float[] values = stored.tensor(name).floats();
        double[] wide = new double[values.length];
        Arrays.setAll(wide, i -> values[i]);
        all.put(name.substring(prefix.length()), wide);
      }
    }
    return all;
  }

  /** Others of the same sizes, drawn from −1 to 1, biases from −0.3 to 1.7. */
  public static Map<String, float[]> drawn(Map<String, double[]> sizes, String prefix, long seed) {
    RandomStream random = new RandomStream(seed);
    Map<String, float[]> drawn = new HashMap<>();
    sizes.forEach(
        (name, values) -> {
          float[] weights = new float[values.length];
          for (int i = 0; i < weights.length; i++) {
            weights[i] = random.nextFloat() * 2 - (name.endsWith("bias") ? 0.3f : 1);
          }
          drawn.put(prefix + name, weights);
        });
    return drawn;
  }

  /** The numbers of a parameter that there is. */
  public static double[] get(Map<String, double[]> of, String name) {
    double[] found = of.get(name);
    if (found == null) {
      throw new AssertionError("no " + name + " among " + of.keySet());
    }
    return found;
  }

  /** y = W x + b of the layer with that name. */
  public static double[] linear(Map<String, double[]> w, String layer, double[] x) {
    double[] weight = get(w, layer + ".weight");
    double[] y = get(w, layer + ".bias").clone();
    for (int o = 0; o < y.length; o++) {
      for (int i = 0; i < x.length; i++) {
        y[o] += weight[o * x.length + i] * x[i];
      }
    }
    return y;
  }

  /** Slopes of a loss by central differences; the weights are as before when it returns. */
  public static Map<String, double[]> gradient(Map<String, double[]> weights, DoubleSupplier loss) {
    double step = 1e-6;
    Map<String, double[]> gradient = new LinkedHashMap<>();
    weights.forEach(
        (name, values) -> {
          double[] slopes = new double[values.length];
          for (int i = 0; i < values.length; i++) {
            double at = values[i];
            values[i] = at + step;
            double above = loss.getAsDouble();
            values[i] = at - step;
            slopes[i] = (above - loss.getAsDouble()) / (2 * step);
            values[i] = at;
          }
          gradient.put(name, slopes);
        });
    return gradient;
  }

  /**
   * Cuts gradients to a norm.
   *
   * @return the norm before
   */
  public static double cut(Map<String, double[]> gradient, double longest) {
    double squares = 0;
    for (double[] slopes : gradient.values()) {
      squares += Arrays.stream(slopes).map(g -> g * g).sum();
    }
    double norm = Math.sqrt(squares);
    double factor = Math.min(1, longest / norm);
    gradient.values().forEach(slopes -> Arrays.setAll(slopes, i -> factor * slopes[i]));
    return norm;
  }
}
