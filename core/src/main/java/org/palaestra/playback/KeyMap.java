package org.palaestra.playback;

import java.util.ArrayList;
import java.util.List;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Playable;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/**
 * Which keys do what in an environment. A key is the character on it in small letters, or one of
 * the constants here.
 *
 * <p>Actions whose names are made of the words left, right, up, down and fire lie on the arrows, on
 * A, D, W, S and on the space bar; several of these words need several keys at once, where time
 * goes by. {@code nothing}, {@code stay} and the like need no key then. Every other action has a
 * digit or a letter; where there are too many for that, a number is typed. Continuous actions are
 * pushed by the arrows, as far as they go.
 */
public sealed interface KeyMap permits NamedKeys, TypedKeys, AxisKeys {

  /** The arrow to the left. */
  char LEFT = '←';

  /** The arrow to the right. */
  char RIGHT = '→';

  /** The arrow upwards. */
  char UP = '↑';

  /** The arrow downwards. */
  char DOWN = '↓';

  /** The space bar. */
  char SPACE = ' ';

  /** The return key. */
  char ENTER = '\n';

  /** The key that takes back what was typed. */
  char ERASE = '\b';

  /**
   * What a key does, for people.
   *
   * @param keys the key, several with the same effect, or several to be held at once
   * @param what its effect
   * @param action the number of the action; −1 if it is not one alone
   */
  record Binding(String keys, String what, int action) {}

  /**
   * The keys of an environment.
   *
   * @param actions its actions
   * @param names of the actions; empty if they have none
   * @param realTime whether time goes by, so that keys are held; otherwise each key is an action
   * @throws InvalidInputException if there are not enough keys
   */
  static KeyMap of(Space actions, List<String> names, boolean realTime) {
    if (actions instanceof Box box) {
      return new AxisKeys(box, names);
    }
    int n = ((Discrete) actions).n();
    List<String> all = new ArrayList<>(names);
    for (int action = names.size(); action < n; action++) {
      all.add("action " + action);
    }
    return NamedKeys.fit(all, realTime)
        ? new NamedKeys(all, names.isEmpty(), realTime)
        : new TypedKeys(all);
  }

  /** The names of an environment's actions; empty if it does not tell them. */
  static List<String> names(Space actions, Playable playable) {
    int count = actions instanceof Discrete discrete ? discrete.n() : actions.size();
    List<String> names = new ArrayList<>();
    for (int action = 0; action < count; action++) {
      names.add(playable.actionName(action));
    }
    return names;
  }

  /** What there is, in the order of the actions. */
  List<Binding> bindings();

  /** Whether a key does anything. */
  boolean bound(char key);

  /**
   * Writes the action that some keys choose.
   *
   * @param keys those that are held, the one that was pressed last at the end; or what was typed
   * @return whether they choose one
   */
  boolean choose(List<Character> keys, ActionBatch out);

  /**
   * Writes the action that no key chooses.
   *
   * @return whether there is one
   */
  boolean idle(ActionBatch out);

  /** What stands on a key. */
  static String label(char key) {
    return switch (key) {
      case SPACE -> "space";
      case ENTER -> "Enter";
      case ERASE -> "Backspace";
      default -> String.valueOf(Character.toUpperCase(key));
    };
  }
}
