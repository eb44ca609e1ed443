package org.palaestra.render.skin;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.palaestra.playback.Frame;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.view.Canvas;
import org.palaestra.view.Drawing;

/** Frames made by hand, in a world of 20 by 10 units. */
final class Moments {

  static final int BACKGROUND = 0xFF000000;

  private Moments() {}

  static Drawing drawing(Consumer<Canvas> scene) {
    Drawing.Recorder recorder = new Drawing.Recorder();
    recorder.world(0, 0, 20, 10, BACKGROUND);
    scene.accept(recorder);
    return recorder.take();
  }

  static Frame frame(long episode, int step, double episodeReturn, Consumer<Canvas> scene) {
    return frame(episode, step, episodeReturn, Ending.NONE, scene);
  }

  static Frame frame(
      long episode, int step, double episodeReturn, Ending ending, Consumer<Canvas> scene) {
    return new Frame(
        drawing(scene),
        Map.of(),
        episode,
        step,
        episodeReturn,
        0,
        "",
        ending,
        new Frame.Past(0, Double.NaN),
        Optional.empty());
  }

  /** A red square with sides of 2 about its place. */
  static Consumer<Canvas> square(String kind, double x, double y) {
    return square(kind, x, y, 0);
  }

  static Consumer<Canvas> square(String kind, double x, double y, double rotation) {
    return canvas -> {
      canvas.beginEntity(kind, 0, x, y, rotation);
      canvas.rectangle(x - 1, y - 1, 2, 2, 0xFFFF0000);
      canvas.endEntity();
    };
  }

  static Thing thing(String kind, int id, double x, double y, double rotation) {
    return new Thing(new Drawing.EntityBegin(kind, id, x, y, rotation), 0, 0, 0xFFFFFFFF);
  }
}
