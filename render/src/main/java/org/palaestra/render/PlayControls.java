package org.palaestra.render;

import com.badlogic.gdx.Input.Keys;
import com.badlogic.gdx.InputAdapter;
import java.util.ArrayList;
import java.util.List;
import org.palaestra.playback.KeyMap;
import org.palaestra.playback.PlaySession;
import org.palaestra.playback.PlaySession.Phase;
import org.palaestra.playback.PlaySession.Status;

/** Turns the window's keys into those of a session, and keeps a few for itself. */
final class PlayControls extends InputAdapter {

  private final PlaySession session;
  private final Runnable quit;
  private boolean help;
  private boolean stopped; // before help was shown

  /** Plays {@code session}; {@code quit} closes the window. */
  PlayControls(PlaySession session, Runnable quit) {
    this.session = session;
    this.quit = quit;
  }

  /** Whether the keys are to be shown. */
  boolean help() {
    return help;
  }

  /** Which keys do what, in the window as in the environment. */
  List<String[]> keys() {
    List<String[]> keys = new ArrayList<>();
    for (KeyMap.Binding binding : session.keys().bindings()) {
      keys.add(new String[] {binding.keys(), binding.what()});
    }
    keys.add(new String[] {"Enter", "the next episode"});
    keys.add(new String[] {"P  or  Esc", "stop, or go on"});
    if (session.status().realTime()) {
      keys.add(new String[] {"+  and  −", "faster, slower"});
    }
    keys.add(new String[] {"F1", "show or hide this"});
    keys.add(new String[] {"Q", "stop, then close the window"});
    return keys;
  }

  /** The person cannot see or press anything: time stops. */
  void interrupt() {
    session.releaseAll();
    Status status = session.status();
    if (status.realTime() && status.phase() == Phase.PLAYING) {
      session.pause(true);
    }
  }

  /** Time stops while the keys are shown, and after that only if it did before. */
  private void toggleHelp() {
    help = !help;
    if (help) {
      stopped = session.status().paused();
    }
    session.pause(help || stopped);
  }

  private void togglePause() {
    if (help) {
      toggleHelp();
    } else {
      session.pause(!session.status().paused());
    }
  }

  /** A slip must not end an episode: while one goes on, the first time only stops it. */
  private void quit() {
    Status status = session.status();
    if (status.phase() == Phase.PLAYING && !status.paused() && status.frame().step() > 0) {
      session.pause(true);
    } else {
      quit.run();
    }
  }

  @Override
  public boolean keyDown(int key) {
    switch (key) {
      case Keys.P, Keys.ESCAPE -> togglePause();
      case Keys.F1 -> toggleHelp();
      case Keys.Q -> quit();
      default -> {
        char character = character(key);
        if (character == 0) {
          return false;
        }
        session.press(character);
        if (session.status().phase() == Phase.DONE) {
          quit.run();
        }
      }
    }
    return true;
  }

  @Override
  public boolean keyUp(int key) {
    char character = character(key);
    if (character != 0) {
      session.release(character);
    }
    return character != 0;
  }

  /** Signs are told by what is typed, since keyboards put them on different keys. */
  @Override
  public boolean keyTyped(char character) {
    if (character == '+' || character == '=') {
      session.faster();
    } else if (character == '-') {
      session.slower();
    }
    return character == '+' || character == '=' || character == '-';
  }

  private static char character(int key) {
    if (key >= Keys.A && key <= Keys.Z) {
      return (char) ('a' + key - Keys.A);
    }
    if (key >= Keys.NUM_0 && key <= Keys.NUM_9) {
      return (char) ('0' + key - Keys.NUM_0);
    }
    if (key >= Keys.NUMPAD_0 && key <= Keys.NUMPAD_9) {
      return (char) ('0' + key - Keys.NUMPAD_0);
    }
    return switch (key) {
      case Keys.LEFT -> KeyMap.LEFT;
      case Keys.RIGHT -> KeyMap.RIGHT;
      case Keys.UP -> KeyMap.UP;
      case Keys.DOWN -> KeyMap.DOWN;
      case Keys.SPACE -> KeyMap.SPACE;
      case Keys.ENTER, Keys.NUMPAD_ENTER -> KeyMap.ENTER;
      case Keys.BACKSPACE -> KeyMap.ERASE;
      default -> 0;
    };
  }
}
