package org.palaestra.render.skin;

import java.util.Map;
import org.palaestra.render.draw.Brush;

/** What a game looks like. */
interface Style {

  /** Its skins by kind. */
  Map<String, Skin> skins();

  /** Where it is played. */
  Board board();

  /** Paints the board's face, which never changes. */
  void paintFace(Brush brush);

  /** Paints what moves behind the things, such as waves. */
  default void paintScenery(Moment moment) {}

  /** Paints the score, and what else there is to tell, over everything. */
  void paintScore(Moment moment);
}
