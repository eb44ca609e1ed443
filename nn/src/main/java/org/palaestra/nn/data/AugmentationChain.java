package org.palaestra.nn.data;

import java.util.List;
import java.util.random.RandomGenerator;

/** Augmentations one behind another, for pictures of one shape; allocates nothing when it runs. */
public final class AugmentationChain {

  private final List<Augmentation> steps;
  private final Picture[] shapes; // before each step, and at the end
  private final float[][] scratch = new float[2][];

  /**
   * A chain.
   *
   * @param input extents of the pictures that go in
   * @throws IllegalArgumentException if a step cannot take what the one before it gives
   */
  public AugmentationChain(Picture input, Augmentation... steps) {
    this.steps = List.of(steps);
    shapes = new Picture[steps.length + 1];
    shapes[0] = input;
    int largest = input.size();
    for (int i = 0; i < steps.length; i++) {
      shapes[i + 1] = steps[i].output(shapes[i]);
      largest = Math.max(largest, shapes[i + 1].size());
    }
    scratch[0] = new float[largest];
    scratch[1] = new float[largest];
  }

  /** Extents of the pictures that come out. */
  public Picture output() {
    return shapes[shapes.length - 1];
  }

  /**
   * Changes one picture.
   *
   * @param in the picture, from {@code inOffset} on
   * @param out takes what comes out, from {@code outOffset} on; may be {@code in}
   */
  public void apply(float[] in, int inOffset, float[] out, int outOffset, RandomGenerator random) {
    System.arraycopy(in, inOffset, scratch[0], 0, shapes[0].size());
    for (int i = 0; i < steps.size(); i++) {
      steps.get(i).apply(shapes[i], scratch[i % 2], 0, scratch[(i + 1) % 2], 0, random);
    }
    System.arraycopy(scratch[steps.size() % 2], 0, out, outOffset, output().size());
  }
}
