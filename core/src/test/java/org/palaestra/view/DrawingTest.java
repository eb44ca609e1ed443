package org.palaestra.view;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class DrawingTest {

  @Test
  void drawingPaintsWhatWasPainted() {
    AwtCanvas direct = new AwtCanvas(300, 200);
    Scene.paint(direct, 7);
    Drawing.Recorder recorder = new Drawing.Recorder();
    Scene.paint(recorder, 7);
    AwtCanvas replayed = new AwtCanvas(300, 200);
    recorder.take().paint(replayed);
    assertThat(Scene.pixels(replayed)).isEqualTo(Scene.pixels(direct));
  }

  @Test
  void drawingRepeatsEveryCallInOrder() {
    Drawing.Recorder first = new Drawing.Recorder();
    Scene.paint(first, 3);
    Drawing drawing = first.take();
    assertThat(drawing.shapes()).hasSize(12);
    assertThat(drawing.shapes().get(3)).isEqualTo(new Drawing.EntityBegin("cart", 0, x(3), 0.1, 0));
    Drawing.Recorder second = new Drawing.Recorder();
    drawing.paint(second);
    assertThat(second.take()).usingRecursiveComparison().isEqualTo(drawing);
  }

  private static double x(int step) {
    return Math.sin(0.1 * step);
  }

  @Test
  void takeBeginsANewDrawing() {
    Drawing.Recorder recorder = new Drawing.Recorder();
    recorder.circle(1, 2, 3, 4);
    Drawing one = recorder.take();
    recorder.circle(5, 6, 7, 8);
    assertThat(one.shapes()).containsExactly(new Drawing.Circle(1, 2, 3, 4));
    assertThat(recorder.take().shapes()).containsExactly(new Drawing.Circle(5, 6, 7, 8));
    assertThat(recorder.take().shapes()).isEmpty();
  }

  @Test
  void recorderCopiesCornersThatThePainterUsesAgain() {
    double[] corners = {0, 0, 1, 0, 1, 1};
    Drawing.Recorder recorder = new Drawing.Recorder();
    recorder.polygon(corners, 9);
    corners[0] = 100;
    Drawing.Polygon kept = (Drawing.Polygon) recorder.take().shapes().get(0);
    assertThat(kept.points()).containsExactly(0, 0, 1, 0, 1, 1);
  }

  @Test
  void numberIsATextAsPeopleWriteIt() {
    assertThat(written(0)).isEqualTo("<0>");
    assertThat(written(-0.0)).isEqualTo("<0>");
    assertThat(written(1234567)).isEqualTo("<1234567>");
    assertThat(written(-20)).isEqualTo("<−20>");
    assertThat(written(0.5)).isEqualTo("<0.50>");
    assertThat(written(-2.256)).isEqualTo("<−2.26>");
    assertThat(written(1e15)).isEqualTo("<1000000000000000>");
    assertThat(written(1e19)).isEqualTo("<10000000000000000000.00>");
    assertThat(written(Double.NEGATIVE_INFINITY)).isEqualTo("<−Infinity>");
    assertThat(written(Double.NaN)).isEqualTo("<NaN>");
  }

  private static String written(double value) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    recorder.number("<", value, ">", 1, 2, 3, Canvas.Align.RIGHT, 4);
    Drawing.Text text = (Drawing.Text) recorder.take().shapes().get(0);
    assertThat(text).isEqualTo(new Drawing.Text(text.text(), 1, 2, 3, Canvas.Align.RIGHT, 4));
    return text.text();
  }
}
