package org.palaestra.render;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.palaestra.playback.Simulation;
import org.palaestra.playback.Simulation.Status;
import org.palaestra.render.draw.Painter;
import org.palaestra.view.Canvas.Align;

/** The buttons along the lower edge, each with an icon and a hint at what it does and its key. */
final class Toolbar {

  /** What a button shows. */
  enum Icon {
    PAUSE,
    STEP,
    SLOWER,
    FASTER,
    RESTART,
    HELP
  }

  /** A button. */
  record Button(Icon icon, String hint, Runnable action) {}

  private static final float SIZE = 34;
  private static final float GAP = 8;
  private static final float MARGIN = 14;
  private static final float SPEED_WIDTH = 54;

  private final List<Button> buttons;
  private @Nullable Button hovered;

  Toolbar(Simulation simulation, Runnable help) {
    buttons =
        List.of(
            new Button(Icon.PAUSE, "Pause or go on · space", simulation::togglePause),
            new Button(Icon.STEP, "One step · →", simulation::singleStep),
            new Button(Icon.RESTART, "Play this episode again · R", simulation::restart),
            new Button(Icon.SLOWER, "Slower · −", simulation::slower),
            new Button(Icon.FASTER, "Faster · +", simulation::faster),
            new Button(Icon.HELP, "Keys · H", help));
  }

  /** The buttons, in order. */
  List<Button> buttons() {
    return buttons;
  }

  /**
   * Left edge of a button, in pixels. The speed stands between slower and faster, help at right.
   */
  float left(Button button, Layout layout) {
    int index = buttons.indexOf(button);
    float units = MARGIN + index * (SIZE + GAP);
    if (index >= 3) {
      units += 2 * GAP;
    }
    if (button.icon() == Icon.FASTER) {
      units += SPEED_WIDTH - GAP;
    }
    return button.icon() == Icon.HELP
        ? layout.width() - layout.px(MARGIN + SIZE)
        : layout.px(units);
  }

  private static float bottom(Layout layout) {
    return (layout.bottomHeight() - layout.px(SIZE)) / 2;
  }

  /** Right edge of the buttons at the left, in pixels. */
  float right(Layout layout) {
    return left(buttons.get(4), layout) + layout.px(SIZE);
  }

  /** The button at a point in pixels from the lower left corner. */
  @Nullable Button at(float x, float y, Layout layout) {
    float bottom = bottom(layout);
    float size = layout.px(SIZE);
    for (Button button : buttons) {
      float left = left(button, layout);
      if (x >= left && x < left + size && y >= bottom && y < bottom + size) {
        return button;
      }
    }
    return null;
  }

  /** Tells where the pointer is. */
  void hover(float x, float y, Layout layout) {
    hovered = at(x, y, layout);
  }

  void paint(Painter painter, Layout layout, Status status) {
    float size = layout.px(SIZE);
    float bottom = bottom(layout);
    for (Button button : buttons) {
      float left = left(button, layout);
      int color = button.equals(hovered) ? Theme.BUTTON_HOVER : Theme.BUTTON;
      painter.roundBox(left, bottom, size, size, layout.px(8), color);
      icon(painter, button.icon(), left + size / 2, bottom + size / 2, layout, status.paused());
    }
    float middle = (left(buttons.get(3), layout) + size + left(buttons.get(4), layout)) / 2;
    float cap = layout.px(10);
    painter.text(
        Numbers.speed(status.speed()),
        middle,
        (layout.bottomHeight() - cap) / 2,
        cap,
        Align.CENTER,
        status.speed() == 1 ? Theme.FAINT : Theme.TEXT);
  }

  /** Painted last, over everything. */
  void paintHint(Painter painter, Layout layout) {
    Button button = hovered;
    if (button == null) {
      return;
    }
    float cap = layout.px(8.5f);
    float width = painter.textWidth(button.hint(), cap) + layout.px(24);
    float height = layout.px(28);
    float wanted = left(button, layout) + (layout.px(SIZE) - width) / 2;
    float x = Math.max(layout.px(6), Math.min(layout.width() - width - layout.px(6), wanted));
    float y = layout.bottomHeight() + layout.px(6);
    painter.roundBox(x, y, width, height, layout.px(6), Theme.CARD);
    painter.text(
        button.hint(), x + width / 2, y + (height - cap) / 2, cap, Align.CENTER, Theme.TEXT);
  }

  private static void icon(
      Painter painter, Icon icon, float x, float y, Layout layout, boolean paused) {
    float u = layout.px(1);
    int color = Theme.TEXT;
    switch (icon) {
      case PAUSE -> {
        if (paused) {
          triangle(painter, x - 4.5f * u, y, 11 * u, 13 * u, Theme.ACCENT);
        } else {
          painter.roundBox(x - 6 * u, y - 7 * u, 4 * u, 14 * u, u, color);
          painter.roundBox(x + 2 * u, y - 7 * u, 4 * u, 14 * u, u, color);
        }
      }
      case STEP -> {
        triangle(painter, x - 6 * u, y, 9 * u, 12 * u, color);
        painter.roundBox(x + 4 * u, y - 6.5f * u, 3 * u, 13 * u, u, color);
      }
      case SLOWER -> painter.line(x - 5 * u, y, x + 5 * u, y, 2.4f * u, color);
      case FASTER -> {
        painter.line(x - 5 * u, y, x + 5 * u, y, 2.4f * u, color);
        painter.line(x, y - 5 * u, x, y + 5 * u, 2.4f * u, color);
      }
      case RESTART -> {
        int pieces = 20;
        for (int i = 0; i < pieces; i++) {
          double a = Math.toRadians(60 + 300.0 * i / pieces);
          double b = Math.toRadians(60 + 300.0 * (i + 1) / pieces);
          painter.line(
              x + 6.5f * u * (float) Math.cos(a),
              y + 6.5f * u * (float) Math.sin(a),
              x + 6.5f * u * (float) Math.cos(b),
              y + 6.5f * u * (float) Math.sin(b),
              2.2f * u,
              color);
        }
        float tipX = x + 3.2f * u;
        float tipY = y + 5.6f * u;
        painter.polygon(
            new float[] {
              tipX - 3.5f * u, tipY + 4.5f * u, tipX - 3.5f * u, tipY - 3.5f * u, tipX + 4 * u, tipY
            },
            6,
            color);
      }
      case HELP -> painter.text("?", x, y - 6 * u, 12 * u, Align.CENTER, color);
    }
  }

  /** Points to the right; (x, y) is the middle of its left side. */
  private static void triangle(
      Painter painter, float x, float y, float width, float height, int color) {
    painter.polygon(new float[] {x, y - height / 2, x + width, y, x, y + height / 2}, 6, color);
  }
}
