package org.palaestra.nn;

/**
 * A layer over images {@code [batch, height, width, channels]} whose outputs each see a square of
 * its input, such as a convolution or a pooling. {@link Summary} follows what they see of the
 * picture.
 */
public interface SpatialLayer extends Layer {

  /** Side of the square, in cells of the input. */
  int kernel();

  /** Cells between the squares of neighbouring outputs. */
  int stride();

  /** Cells that are added on each side of the input. */
  int padding();
}
