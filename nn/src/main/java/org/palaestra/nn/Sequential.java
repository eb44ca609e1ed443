package org.palaestra.nn;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Layers one behind another, by name.
 *
 * <pre>{@code
 * Sequential model =
 *     new Sequential()
 *         .add("hidden", new Linear(weights, "hidden", 4, 64))
 *         .add("relu", Functions::relu)
 *         .add("output", new Linear(weights, "output", 64, 2));
 * }</pre>
 */
public final class Sequential implements Layer {

  private final Map<String, Layer> layers = new LinkedHashMap<>();

  /** Without layers: what comes out is what went in. */
  public Sequential() {}

  /**
   * Puts a layer behind the others.
   *
   * @param name the name that its parameters begin with, so that {@link Summary} finds them
   * @return this
   * @throws IllegalArgumentException if the name is taken
   */
  public Sequential add(String name, Layer layer) {
    if (layers.putIfAbsent(name, layer) != null) {
      throw new IllegalArgumentException("there is a layer " + name + " already");
    }
    return this;
  }

  /** The layers in order, by name. */
  public Map<String, Layer> layers() {
    return Collections.unmodifiableMap(layers);
  }

  @Override
  public Tensor apply(Tensor x) {
    Tensor y = x;
    for (Layer layer : layers.values()) {
      y = layer.apply(y);
    }
    return y;
  }
}
