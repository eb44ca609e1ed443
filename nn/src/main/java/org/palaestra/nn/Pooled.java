package org.palaestra.nn;

/**
 * What max pooling found, and where: what {@link Pooling#maxUnpool} needs to put values back.
 *
 * <p>Made by {@link Pooling#maxPoolWithPlaces}.
 */
public final class Pooled {

  private final Tensor output;
  private final int[] places;
  private final int[] imageShape;

  Pooled(Tensor output, int[] places, int[] imageShape) {
    this.output = output;
    this.places = places;
    this.imageShape = imageShape;
  }

  /** The maxima, {@code [batch, down, across, channels]}. */
  public Tensor output() {
    return output;
  }

  /**
   * For each maximum, the index among all elements of the pooled images where it was found; live,
   * and right after each forward pass. Of equal ones it is the first.
   */
  public int[] places() {
    return places;
  }

  /** Extents of what was pooled, {@code [batch, height, width, channels]}. */
  public int[] imageShape() {
    return imageShape.clone();
  }
}
