package org.palaestra.render;

import org.palaestra.playback.Insight;
import org.palaestra.render.draw.Painter;
import org.palaestra.view.Canvas.Align;

/** Shows why the last action was chosen: a bar for each action's value, probability, or both. */
final class ValuePanel {

  private static final float MARGIN = 16;
  private static final float ROW = 26;
  private static final float LEAST_ROW = 5;
  private static final float READABLE_ROW = 12;
  private static final float HEADING = 26;

  private ValuePanel() {}

  /** Says so where an actor has not chosen yet. */
  static void paintEmpty(Painter painter, Layout layout) {
    float cap = layout.px(8.5f);
    float x = layout.worldWidth() + layout.px(MARGIN);
    float y = layout.height() - layout.topHeight() - layout.px(MARGIN) - cap;
    painter.text("no action yet", x, y, cap, Align.LEFT, Theme.FAINT);
  }

  static void paint(Painter painter, Layout layout, Insight insight) {
    float top = layout.height() - layout.topHeight() - layout.px(MARGIN);
    boolean both = insight.actionValues().length > 0 && insight.probabilities().length > 0;
    float room = top - layout.bottomHeight() - layout.px(MARGIN);
    if (!Double.isNaN(insight.stateValue())) {
      float cap = layout.px(8.5f);
      float x = layout.worldWidth() + layout.px(MARGIN);
      painter.text("state value", x, top - cap, cap, Align.LEFT, Theme.FAINT);
      painter.text(
          Numbers.text(insight.stateValue()),
          layout.width() - layout.px(MARGIN),
          top - cap,
          cap,
          Align.RIGHT,
          Theme.TEXT);
      top -= layout.px(HEADING);
      room -= layout.px(HEADING);
    }
    if (both) {
      room /= 2;
    }
    if (insight.actionValues().length > 0) {
      float[] values = insight.actionValues();
      section(painter, layout, "action values", values, false, insight.chosen(), top, room);
      top -= room;
    }
    if (insight.probabilities().length > 0) {
      float[] values = insight.probabilities();
      section(painter, layout, "probabilities", values, true, insight.chosen(), top, room);
    }
  }

  private static void section(
      Painter painter,
      Layout layout,
      String title,
      float[] values,
      boolean shares,
      int chosen,
      float top,
      float room) {
    float left = layout.worldWidth() + layout.px(MARGIN);
    float right = layout.width() - layout.px(MARGIN);
    float heading = layout.px(8.5f);
    painter.text(title, left, top - heading, heading, Align.LEFT, Theme.FAINT);
    float y = top - layout.px(HEADING);
    float row =
        Math.max(
            layout.px(LEAST_ROW),
            Math.min(layout.px(ROW), (room - layout.px(HEADING)) / values.length));
    boolean readable = row >= layout.px(READABLE_ROW);
    float cap = Math.min(layout.px(8.5f), row * 0.45f);
    float barLeft = readable ? left + layout.px(22) : left;
    float barRight = readable ? right - layout.px(52) : right;
    float low = shares ? 0 : least(values);
    float high = shares ? 1 : greatest(values);
    for (int a = 0; a < values.length; a++) {
      float bottom = y - row;
      if (bottom < layout.bottomHeight()) {
        return; // more actions than there is room for
      }
      boolean taken = a == chosen;
      float height = row * 0.62f;
      float base = bottom + (row - height) / 2;
      painter.roundBox(barLeft, base, barRight - barLeft, height, layout.px(3), Theme.BUTTON);
      if (Float.isFinite(values[a])) {
        // The least value keeps a stub: it is known, only lower.
        float share =
            shares
                ? values[a]
                : 0.06f + 0.94f * (high > low ? (values[a] - low) / (high - low) : 1);
        float length = Math.max(0, Math.min(1, share)) * (barRight - barLeft);
        int color = taken ? Theme.ACCENT : Theme.ACCENT_FAINT;
        painter.roundBox(barLeft, base, length, height, layout.px(3), color);
      }
      if (readable) {
        int color = taken ? Theme.TEXT : Theme.FAINT;
        float text = bottom + (row - cap) / 2;
        painter.text(Integer.toString(a), left + layout.px(12), text, cap, Align.RIGHT, color);
        painter.text(Numbers.text(values[a]), right, text, cap, Align.RIGHT, color);
      }
      y -= row;
    }
  }

  private static float least(float[] values) {
    float least = Float.POSITIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        least = Math.min(least, value);
      }
    }
    return least;
  }

  private static float greatest(float[] values) {
    float greatest = Float.NEGATIVE_INFINITY;
    for (float value : values) {
      if (Float.isFinite(value)) {
        greatest = Math.max(greatest, value);
      }
    }
    return greatest;
  }
}
