package org.palaestra.nn;

import org.palaestra.nn.Filter2d.Direction;

/**
 * One kernel in two dimensions applied to images, with the two names kept apart that the field
 * confuses (Goodfellow, Bengio and Courville, "Deep learning", 2016, equations 9.4 to 9.6). For a
 * kernel that half a turn leaves as it is they are the same; for one such as an edge's, they differ
 * in sign.
 *
 * <p>Images are {@code [height, width]}, or {@code [batch, height, width, channels]} with each
 * channel filtered by itself. Only places where the kernel lies within the image are computed.
 */
public final class Filters {

  private Filters() {}

  /**
   * S(i, j) = Σ I(i + m, j + n) K(m, n): the kernel as it is.
   *
   * @param image {@code [h, w]} or {@code [b, h, w, c]}
   * @param kernel {@code [m, n]}
   * @return {@code [h − m + 1, w − n + 1]}, or {@code [b, h − m + 1, w − n + 1, c]}
   */
  public static Tensor correlation(Tensor image, Tensor kernel) {
    return Filter2d.apply(image, kernel, Direction.CORRELATION);
  }

  /**
   * S(i, j) = Σ I(i − m, j − n) K(m, n): the kernel after half a turn. Commutative, which
   * correlation is not.
   *
   * @param image {@code [h, w]} or {@code [b, h, w, c]}
   * @param kernel {@code [m, n]}
   * @return {@code [h − m + 1, w − n + 1]}, or {@code [b, h − m + 1, w − n + 1, c]}
   */
  public static Tensor convolution(Tensor image, Tensor kernel) {
    return Filter2d.apply(image, kernel, Direction.CONVOLUTION);
  }
}
