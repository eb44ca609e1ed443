package org.palaestra.render;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.playback.Frame;
import org.palaestra.render.draw.Painter;
import org.palaestra.view.Canvas.Align;

/** What stands around and over the world: names, numbers, state, messages. */
final class Hud {

  private static final float MARGIN = 16;
  private static final float STAT = 84;

  private final String title;
  private final String agent;
  private final int timeLimit;
  private final int episodes;

  /**
   * For a playback.
   *
   * @param timeLimit steps after which an episode is cut, or 0 for none
   * @param episodes how many there are to come, or 0 for no end
   */
  Hud(String title, String agent, int timeLimit, int episodes) {
    this.title = title;
    this.agent = agent;
    this.timeLimit = timeLimit;
    this.episodes = episodes;
  }

  void paintBars(Painter painter, Layout layout, Frame frame, float toolbarRight) {
    int top = layout.topHeight();
    int bottom = layout.bottomHeight();
    painter.box(0, layout.height() - top, layout.width(), top, Theme.BAR);
    painter.box(0, 0, layout.width(), bottom, Theme.BAR);
    float hair = Math.max(1, layout.px(1));
    painter.box(0, layout.height() - top, layout.width(), hair, Theme.EDGE);
    painter.box(0, bottom - hair, layout.width(), hair, Theme.EDGE);
    if (layout.panelWidth() > 0) {
      painter.box(
          layout.worldWidth(), bottom, layout.panelWidth(), layout.worldHeight(), Theme.BAR);
      painter.box(layout.worldWidth(), bottom, hair, layout.worldHeight(), Theme.EDGE);
    }
    if (timeLimit > 0) {
      float share = Math.min(1, (float) frame.step() / timeLimit);
      float line = Math.max(2, layout.px(2));
      painter.box(0, bottom - line, Math.round(share * layout.width()), line, Theme.ACCENT);
    }
    paintNames(painter, layout, paintStats(painter, layout, frame));
    paintAction(painter, layout, frame, toolbarRight);
  }

  private static float middle(Layout layout, float cap) {
    return layout.height() - (layout.topHeight() + cap) / 2;
  }

  private void paintNames(Painter painter, Layout layout, float room) {
    float cap = layout.px(12);
    float x = layout.px(MARGIN);
    if (x + painter.textWidth(title, cap) > room) {
      cap = layout.px(9);
    }
    painter.text(title, x, middle(layout, cap), cap, Align.LEFT, Theme.TEXT);
    x += painter.textWidth(title, cap) + layout.px(14);
    float small = layout.px(9);
    if (x + painter.textWidth(agent, small) <= room) {
      painter.text(agent, x, middle(layout, cap), small, Align.LEFT, Theme.FAINT);
    }
  }

  private record Stat(String name, String value) {}

  /** Paints as many as there is room for and returns the left edge of the leftmost. */
  private float paintStats(Painter painter, Layout layout, Frame frame) {
    List<Stat> stats = new ArrayList<>();
    stats.add(new Stat("return", Numbers.text(frame.episodeReturn())));
    stats.add(new Stat("step", Numbers.text(frame.step())));
    String number = Numbers.text(frame.episode() + 1.0);
    stats.add(new Stat("episode", episodes == 0 ? number : number + " of " + episodes));
    if (frame.past().episodes() > 0) {
      String name = frame.past().episodes() == 1 ? "last return" : "mean return";
      stats.add(0, new Stat(name, Numbers.text(frame.past().meanReturn())));
    }
    float name = layout.px(7);
    float value = layout.px(10.5f);
    float right = layout.width() - layout.px(MARGIN);
    float least = layout.px(MARGIN) + painter.textWidth(title, layout.px(9)) + layout.px(10);
    for (Stat stat : stats) {
      float width =
          Math.max(painter.textWidth(stat.name(), name), painter.textWidth(stat.value(), value));
      if (right - width < least) {
        break;
      }
      float top = layout.height() - layout.px(14);
      painter.text(stat.name(), right, top - name, name, Align.RIGHT, Theme.FAINT);
      painter.text(
          stat.value(), right, top - name - layout.px(9) - value, value, Align.RIGHT, Theme.TEXT);
      right -= Math.max(layout.px(STAT), width + layout.px(18));
    }
    return right;
  }

  private static void paintAction(Painter painter, Layout layout, Frame frame, float left) {
    float cap = layout.px(9);
    float right = layout.width() - layout.px(MARGIN + 34 + 14);
    float base = (layout.bottomHeight() - cap) / 2;
    if (frame.action().isEmpty()) {
      return;
    }
    String reward = Numbers.text(frame.reward());
    float x = right;
    for (String[] part : new String[][] {{frame.action(), "action"}, {reward, "reward"}}) {
      float width = painter.textWidth(part[0], cap);
      float name = painter.textWidth(part[1], cap);
      // A steady place for numbers whose width changes from step to step.
      float slot = Math.max(layout.px(44), width);
      if (x - slot - name - layout.px(8) < left + layout.px(16)) {
        return;
      }
      painter.text(part[0], x - slot, base, cap, Align.LEFT, Theme.TEXT);
      painter.text(part[1], x - slot - layout.px(8), base, cap, Align.RIGHT, Theme.FAINT);
      x -= slot + name + layout.px(24);
    }
  }

  /** A word on the state of things, over the world. */
  void paintState(Painter painter, Layout layout, Frame frame, boolean paused) {
    String ending =
        switch (frame.ending()) {
          case NONE -> "";
          case TERMINATED -> "episode over";
          case TRUNCATED -> "time is up";
        };
    float x = layout.px(14);
    if (!ending.isEmpty()) {
      x += chip(painter, layout, x, ending, Theme.WARM) + layout.px(8);
    }
    if (paused) {
      chip(painter, layout, x, "paused", Theme.ACCENT);
    }
  }

  /** A few words at {@code x} below the upper bar; returns how wide they are. */
  static float chip(Painter painter, Layout layout, float x, String text, int color) {
    float cap = layout.px(8.5f);
    float width = painter.textWidth(text, cap) + layout.px(38);
    float height = layout.px(26);
    float y = layout.height() - layout.topHeight() - layout.px(14) - height;
    painter.roundBox(x, y, width, height, height / 2, Theme.CARD);
    painter.circle(x + layout.px(14), y + height / 2, layout.px(3.5f), color);
    painter.text(text, x + layout.px(24), y + (height - cap) / 2, cap, Align.LEFT, Theme.TEXT);
    return width;
  }

  /** What went wrong, over everything but the bars. */
  void paintFailure(Painter painter, Layout layout, Throwable failure) {
    String message = failure.getMessage() == null ? failure.toString() : failure.getMessage();
    float cap = layout.px(9);
    float width = Math.min(layout.width() - layout.px(32), layout.px(640));
    List<String> lines = wrap(painter, message, cap, width - layout.px(40));
    float pitch = cap * 2;
    float height = layout.px(86) + lines.size() * pitch;
    float x = (layout.width() - width) / 2;
    float y = (layout.height() - height) / 2;
    painter.roundBox(x, y, width, height, layout.px(10), Theme.CARD);
    float text = y + height - layout.px(34);
    painter.text("stopped", x + layout.px(20), text, cap * 1.2f, Align.LEFT, Theme.ALARM);
    text -= layout.px(10);
    for (String line : lines) {
      text -= pitch;
      painter.text(line, x + layout.px(20), text, cap, Align.LEFT, Theme.TEXT);
    }
    painter.text(
        "Q closes the window", x + layout.px(20), y + layout.px(16), cap, Align.LEFT, Theme.FAINT);
  }

  private static List<String> wrap(Painter painter, String text, float cap, float width) {
    List<String> lines = new ArrayList<>();
    for (String paragraph : text.split("\n", -1)) {
      StringBuilder line = new StringBuilder();
      for (String word : paragraph.split(" ", -1)) {
        if (line.length() > 0 && painter.textWidth(line + " " + word, cap) > width) {
          lines.add(line.toString());
          line.setLength(0);
        }
        line.append(line.length() > 0 ? " " : "").append(word);
      }
      lines.add(line.toString());
    }
    return lines;
  }

  /**
   * The keys, over everything.
   *
   * @param keys pairs of a key and what it does
   */
  static void paintHelp(Painter painter, Layout layout, List<String[]> keys) {
    painter.box(0, 0, layout.width(), layout.height(), Theme.SHADE);
    float pitch = Math.min(layout.px(27), (layout.height() - layout.px(92)) / keys.size());
    float cap = Math.min(layout.px(9), pitch / 2);
    float column = layout.px(76);
    for (String[] key : keys) {
      column = Math.max(column, painter.textWidth(key[0], cap));
    }
    float width = Math.min(layout.width() - layout.px(16), column + layout.px(304));
    float height = layout.px(76) + keys.size() * pitch;
    float x = (layout.width() - width) / 2;
    float y = (layout.height() - height) / 2;
    painter.roundBox(x, y, width, height, layout.px(12), Theme.CARD);
    float text = y + height - layout.px(38);
    painter.text("Keys", x + layout.px(28), text, layout.px(12), Align.LEFT, Theme.TEXT);
    text -= layout.px(8);
    for (String[] key : keys) {
      text -= pitch;
      painter.text(key[0], x + layout.px(28), text, cap, Align.LEFT, Theme.ACCENT);
      painter.text(key[1], x + layout.px(52) + column, text, cap, Align.LEFT, Theme.TEXT);
    }
  }
}
