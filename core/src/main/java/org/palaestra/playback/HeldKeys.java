package org.palaestra.playback;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The keys that a person holds while time goes by, as each step of an environment asks for them.
 */
final class HeldKeys {

  /** In the order in which they were pressed. */
  private final Set<Character> held = new LinkedHashSet<>();

  /** Pressed and released between two steps: they count for the next one all the same. */
  private final Set<Character> tapped = new LinkedHashSet<>();

  /** A key goes down. */
  void press(char key) {
    held.remove(key);
    held.add(key);
    tapped.add(key);
  }

  /** A key goes up. */
  void release(char key) {
    held.remove(key);
  }

  /** The keys for a step, the latest last; what was only tapped counts for this one alone. */
  List<Character> take() {
    List<Character> now = new ArrayList<>(held);
    now.removeAll(tapped);
    now.addAll(tapped);
    tapped.clear();
    return now;
  }

  /** Forgets what was tapped since the last step. */
  void forgetTaps() {
    tapped.clear();
  }

  /** All keys are up. */
  void releaseAll() {
    held.clear();
    tapped.clear();
  }
}
