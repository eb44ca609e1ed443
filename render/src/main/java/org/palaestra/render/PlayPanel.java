package org.palaestra.render;

import java.util.List;
import org.palaestra.playback.Frame.Ending;
import org.palaestra.playback.KeyMap;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.playback.PlaySession.Status;
import org.palaestra.render.draw.Painter;
import org.palaestra.view.Canvas.Align;

/** What a person who plays is told: which key does what, how things stand, and what to do next. */
final class PlayPanel {

  private static final float MARGIN = 16;
  private static final float HEADING = 26;
  private static final float ROW = 42;
  private static final float LOW_ROW = 26; // from here on the key and the action share a line

  private final List<KeyMap.Binding> bindings;
  private final boolean counted;

  PlayPanel(KeyMap keys, boolean counted) {
    bindings = keys.bindings();
    this.counted = counted;
  }

  /** The keys at the right: that of the last action lit, those that are not allowed faint. */
  void paint(Painter painter, Layout layout, Status status) {
    float left = layout.worldWidth() + layout.px(MARGIN);
    float top = layout.height() - layout.topHeight() - layout.px(MARGIN);
    float cap = layout.px(8.5f);
    painter.text("keys", left, top - cap, cap, Align.LEFT, Theme.FAINT);
    top -= layout.px(HEADING);
    float room = top - layout.bottomHeight() - layout.px(MARGIN);
    float row = Math.min(layout.px(ROW), room / bindings.size());
    for (KeyMap.Binding binding : bindings) {
      boolean chosen = binding.action() >= 0 && binding.action() == status.chosen();
      int color =
          status.forbidden().contains(binding.action())
              ? Theme.EDGE
              : chosen ? Theme.TEXT : Theme.FAINT;
      paint(painter, layout, binding, left, top, row, color, chosen);
      top -= row;
    }
    if (!status.typed().isEmpty()) {
      painter.text(
          status.typed() + "_", left, top - layout.px(24), layout.px(16), Align.LEFT, Theme.TEXT);
    }
  }

  private static void paint(
      Painter painter,
      Layout layout,
      KeyMap.Binding binding,
      float left,
      float top,
      float row,
      int color,
      boolean chosen) {
    float cap = Math.min(layout.px(9), row * 0.4f);
    if (chosen) {
      painter.roundBox(
          left - layout.px(8),
          top - row + layout.px(2),
          layout.width() - left - layout.px(MARGIN - 16),
          row - layout.px(4),
          layout.px(6),
          Theme.ACCENT_FAINT);
    }
    int key = color == Theme.EDGE ? Theme.EDGE : Theme.ACCENT;
    if (row < layout.px(LOW_ROW)) {
      float base = top - (row + cap) / 2;
      painter.text(binding.keys(), left, base, cap, Align.LEFT, key);
      painter.text(
          binding.what(), layout.width() - layout.px(MARGIN), base, cap, Align.RIGHT, color);
    } else {
      float gap = (row - 2 * cap) / 3;
      painter.text(binding.keys(), left, top - gap - cap, cap, Align.LEFT, key);
      painter.text(binding.what(), left, top - 2 * (gap + cap), cap, Align.LEFT, color);
    }
  }

  private static String hints(Status status) {
    return status.realTime()
        ? "P stop    F1 keys    + − speed ×" + Numbers.factor(status.speed())
        : "F1 keys    Q close";
  }

  /** Where the hints in the lower bar end. */
  float hintsRight(Painter painter, Layout layout, Status status) {
    return layout.px(MARGIN) + painter.textWidth(hints(status), layout.px(8.5f));
  }

  /** The window's own keys, in the lower bar. */
  void paintHints(Painter painter, Layout layout, Status status) {
    float cap = layout.px(8.5f);
    float base = (layout.bottomHeight() - cap) / 2;
    painter.text(hints(status), layout.px(MARGIN), base, cap, Align.LEFT, Theme.FAINT);
  }

  /** What is going on and how to go on, over the world. */
  void paintState(Painter painter, Layout layout, Status status) {
    if (!status.message().isEmpty()) {
      Hud.chip(painter, layout, layout.px(14), status.message(), Theme.WARM);
    } else if (status.phase() == Phase.READY && !status.paused()) {
      // Small, since it must not hide where things begin.
      Hud.chip(painter, layout, layout.px(14), "press a key to start", Theme.ACCENT);
    }
    if (status.paused()) {
      banner(
          painter,
          layout,
          "stopped",
          counted && !status.complete()
              ? "P goes on · Q closes the window, and nothing is submitted"
              : "P goes on · Q closes the window");
    } else if (status.phase() == Phase.OVER && status.complete()) {
      double mean = status.returns().stream().mapToDouble(Double::doubleValue).average().orElse(0);
      banner(
          painter,
          layout,
          status.episodes() == 1
              ? "the episode is played: " + Numbers.text(mean)
              : "all %d episodes are played: %s on average"
                  .formatted(status.episodes(), Numbers.text(mean)),
          counted ? "Enter closes the window and submits" : "Enter closes the window");
    } else if (status.phase() == Phase.OVER) {
      banner(
          painter,
          layout,
          (status.frame().ending() == Ending.TRUNCATED ? "time is up: " : "episode over: ")
              + Numbers.text(status.frame().episodeReturn()),
          "Enter begins the next one");
    }
  }

  private static void banner(Painter painter, Layout layout, String text, String more) {
    float cap = layout.px(12);
    float small = layout.px(8.5f);
    float width =
        Math.max(painter.textWidth(text, cap), painter.textWidth(more, small)) + layout.px(56);
    width = Math.min(width, layout.worldWidth() - layout.px(8));
    float height = layout.px(74);
    float x = (layout.worldWidth() - width) / 2;
    float y = layout.bottomHeight() + layout.px(18);
    float middle = x + width / 2;
    painter.roundBox(x, y, width, height, layout.px(10), Theme.CARD);
    painter.text(text, middle, y + height - layout.px(32), cap, Align.CENTER, Theme.TEXT);
    painter.text(more, middle, y + layout.px(18), small, Align.CENTER, Theme.FAINT);
  }
}
