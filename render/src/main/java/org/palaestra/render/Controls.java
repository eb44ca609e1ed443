package org.palaestra.render;

import com.badlogic.gdx.Input.Keys;
import com.badlogic.gdx.InputAdapter;
import java.util.List;
import org.palaestra.playback.Simulation;

/** Turns keys and clicks into commands. */
final class Controls extends InputAdapter {

  /** What is to be known of the keys. */
  static final List<String[]> KEYS =
      List.of(
          new String[] {"space", "pause or go on"},
          new String[] {"→  or  .", "one step"},
          new String[] {"+  or  ↑", "faster, up to ×64"},
          new String[] {"−  or  ↓", "slower, down to ×1/8"},
          new String[] {"R", "play this episode again"},
          new String[] {"H  or  F1", "show or hide this"},
          new String[] {"Q  or  Esc", "close the window"});

  private final Simulation simulation;
  private final Runnable quit;
  private final Toolbar toolbar;
  private Layout layout = Layout.of(1, 1, 1, false);
  private boolean help;

  /** Commands {@code simulation}; {@code quit} closes the window. */
  Controls(Simulation simulation, Runnable quit) {
    this.simulation = simulation;
    this.quit = quit;
    toolbar = new Toolbar(simulation, this::toggleHelp);
  }

  Toolbar toolbar() {
    return toolbar;
  }

  /** Whether the keys are to be shown. */
  boolean help() {
    return help;
  }

  /** Tells where the buttons are. */
  void layout(Layout layout) {
    this.layout = layout;
  }

  private void toggleHelp() {
    help = !help;
  }

  @Override
  public boolean keyDown(int key) {
    switch (key) {
      case Keys.SPACE -> simulation.togglePause();
      case Keys.RIGHT -> simulation.singleStep();
      case Keys.UP -> simulation.faster();
      case Keys.DOWN -> simulation.slower();
      case Keys.R -> simulation.restart();
      case Keys.H, Keys.F1 -> toggleHelp();
      case Keys.Q -> quit.run();
      case Keys.ESCAPE -> {
        if (help) {
          help = false;
        } else {
          quit.run();
        }
      }
      default -> {
        return false;
      }
    }
    return true;
  }

  /** Signs are told by what is typed, since keyboards put them on different keys. */
  @Override
  public boolean keyTyped(char character) {
    switch (character) {
      case '.' -> simulation.singleStep();
      case '+', '=' -> simulation.faster();
      case '-' -> simulation.slower();
      case '?' -> toggleHelp();
      default -> {
        return false;
      }
    }
    return true;
  }

  @Override
  public boolean touchDown(int x, int y, int pointer, int button) {
    Toolbar.Button clicked = toolbar.at(x, layout.height() - y, layout);
    if (clicked != null) {
      clicked.action().run();
    } else if (help) {
      help = false;
    }
    return true;
  }

  @Override
  public boolean mouseMoved(int x, int y) {
    toolbar.hover(x, layout.height() - y, layout);
    return true;
  }

  @Override
  public boolean touchDragged(int x, int y, int pointer) {
    return mouseMoved(x, y);
  }
}
