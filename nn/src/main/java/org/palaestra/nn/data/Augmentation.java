package org.palaestra.nn.data;

import java.util.random.RandomGenerator;

/**
 * A random change of a picture that leaves its meaning as it is, so that a model meets each sample
 * in many forms. {@link AugmentationChain} puts several behind one another.
 */
public sealed interface Augmentation {

  /**
   * Extents of what comes out.
   *
   * @throws IllegalArgumentException if such a picture cannot be taken
   */
  default Picture output(Picture input) {
    return input;
  }

  /**
   * Changes one picture.
   *
   * @param shape extents of {@code in}
   * @param in the picture, from {@code inOffset} on
   * @param out takes {@link #output}, from {@code outOffset} on; not {@code in}
   */
  void apply(
      Picture shape, float[] in, int inOffset, float[] out, int outOffset, RandomGenerator random);

  /**
   * Moves it by up to {@code most} places each way, all distances equally likely; places that come
   * in repeat the edge (Kostrikov, Yarats and Fergus, "Image augmentation is all you need", 2021).
   *
   * @param most at least 0
   */
  record Shift(int most) implements Augmentation {

    /** Checks the distance. */
    public Shift {
      if (most < 0 || most > 1 << 20) {
        throw new IllegalArgumentException("most must be from 0 to 1048576, got " + most);
      }
    }

    @Override
    public void apply(
        Picture shape,
        float[] in,
        int inOffset,
        float[] out,
        int outOffset,
        RandomGenerator random) {
      int down = random.nextInt(2 * most + 1) - most;
      int right = random.nextInt(2 * most + 1) - most;
      int channels = shape.channels();
      for (int y = 0; y < shape.height(); y++) {
        int fromY = Math.max(0, Math.min(shape.height() - 1, y - down));
        for (int x = 0; x < shape.width(); x++) {
          int fromX = Math.max(0, Math.min(shape.width() - 1, x - right));
          int from = inOffset + (fromY * shape.width() + fromX) * channels;
          int to = outOffset + (y * shape.width() + x) * channels;
          System.arraycopy(in, from, out, to, channels);
        }
      }
    }
  }

  /**
   * Mirrors it, left for right.
   *
   * @param probability from 0 to 1
   */
  record Flip(double probability) implements Augmentation {

    /** Checks the probability. */
    public Flip {
      if (!(probability >= 0 && probability <= 1)) {
        throw new IllegalArgumentException("probability must be in [0, 1], got " + probability);
      }
    }

    @Override
    public void apply(
        Picture shape,
        float[] in,
        int inOffset,
        float[] out,
        int outOffset,
        RandomGenerator random) {
      if (random.nextDouble() >= probability) {
        System.arraycopy(in, inOffset, out, outOffset, shape.size());
        return;
      }
      int channels = shape.channels();
      for (int y = 0; y < shape.height(); y++) {
        int row = y * shape.width();
        for (int x = 0; x < shape.width(); x++) {
          int from = inOffset + (row + shape.width() - 1 - x) * channels;
          System.arraycopy(in, from, out, outOffset + (row + x) * channels, channels);
        }
      }
    }
  }

  /**
   * Cuts out a part, all places equally likely.
   *
   * @param height rows of the part, at least 1
   * @param width columns of the part, at least 1
   */
  record Crop(int height, int width) implements Augmentation {

    /** Checks the extents. */
    public Crop {
      if (height < 1 || width < 1) {
        throw new IllegalArgumentException(
            "a crop needs at least 1 row and column, got %d x %d".formatted(height, width));
      }
    }

    @Override
    public Picture output(Picture input) {
      if (height > input.height() || width > input.width()) {
        throw new IllegalArgumentException(
            "%d x %d cannot be cut out of %s".formatted(height, width, input));
      }
      return new Picture(height, width, input.channels());
    }

    @Override
    public void apply(
        Picture shape,
        float[] in,
        int inOffset,
        float[] out,
        int outOffset,
        RandomGenerator random) {
      int top = random.nextInt(shape.height() - height + 1);
      int left = random.nextInt(shape.width() - width + 1);
      int row = width * shape.channels();
      for (int y = 0; y < height; y++) {
        int from = inOffset + ((top + y) * shape.width() + left) * shape.channels();
        System.arraycopy(in, from, out, outOffset + y * row, row);
      }
    }
  }

  /**
   * Adds a normal number to each.
   *
   * @param deviation at least 0
   */
  record Noise(double deviation) implements Augmentation {

    /** Checks the deviation. */
    public Noise {
      if (!(deviation >= 0 && deviation < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "deviation must be at least 0 and finite, got " + deviation);
      }
    }

    @Override
    public void apply(
        Picture shape,
        float[] in,
        int inOffset,
        float[] out,
        int outOffset,
        RandomGenerator random) {
      for (int i = 0; i < shape.size(); i++) {
        out[outOffset + i] = (float) (in[inOffset + i] + deviation * random.nextGaussian());
      }
    }
  }
}
