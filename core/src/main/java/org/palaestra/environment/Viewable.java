package org.palaestra.environment;

import org.palaestra.view.Canvas;

/** An environment that can paint itself. */
public interface Viewable {

  /** Paints the current state. Must not change it. */
  void paint(Canvas canvas);
}
