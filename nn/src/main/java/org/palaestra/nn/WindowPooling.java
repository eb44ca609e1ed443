package org.palaestra.nn;

/** Walks a window over images, for operations that take each channel by itself. */
abstract class WindowPooling implements Operation {

  final Tensor x;
  final Tensor y;
  final Window window;
  final int channels;

  WindowPooling(Tensor x, Tensor y, Window window) {
    this.x = x;
    this.y = y;
    this.window = window;
    channels = x.extent(3);
  }

  /** Meets each place of the window with each pixel of the image under it, line by line. */
  final void walk() {
    int place = 0;
    for (int b = 0; b < y.extent(0); b++) {
      for (int oy = 0; oy < y.extent(1); oy++) {
        int top = oy * window.stride() - window.padding();
        for (int ox = 0; ox < y.extent(2); ox++) {
          place(b, top, ox * window.stride() - window.padding(), place);
          place += channels;
        }
      }
    }
  }

  private void place(int b, int top, int left, int place) {
    int firstRow = Math.max(0, top);
    int lastRow = Math.min(x.extent(1), top + window.height());
    int firstColumn = Math.max(0, left);
    int lastColumn = Math.min(x.extent(2), left + window.width());
    for (int row = firstRow; row < lastRow; row++) {
      int line = (b * x.extent(1) + row) * x.extent(2);
      for (int column = firstColumn; column < lastColumn; column++) {
        meet((line + column) * channels, place);
      }
    }
  }

  /**
   * @param pixel where its first channel lies in x
   * @param place where its first channel lies in y
   */
  abstract void meet(int pixel, int place);
}
