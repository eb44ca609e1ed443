package org.palaestra.nn;

import java.util.function.BiFunction;

/**
 * A layer over images {@code [batch, height, width, channels]} whose outputs each see one window of
 * its input, such as a convolution or a pooling. {@link Summary} follows what they see of the
 * picture.
 */
public interface SpatialLayer extends Layer {

  /** What an output sees of the input, and how far apart the windows of neighbours lie. */
  Window window();

  /**
   * A function of a window as a layer: {@code SpatialLayer.of(Window.square(2, 2),
   * Pooling::maxPool)}.
   */
  static SpatialLayer of(Window window, BiFunction<Tensor, Window, Tensor> function) {
    return new SpatialLayer() {
      @Override
      public Window window() {
        return window;
      }

      @Override
      public Tensor apply(Tensor x) {
        return function.apply(x, window);
      }
    };
  }
}
