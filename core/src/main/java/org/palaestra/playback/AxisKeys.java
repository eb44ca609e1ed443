package org.palaestra.playback;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.ActionBatch;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;

/** Two keys for each number of a continuous action: one pushes it to either bound. */
final class AxisKeys implements KeyMap {

  /** The keys of an axis, towards the lower bound and towards the upper one. */
  private record Pair(char lower, char upper) {

    Pair turned() {
      return new Pair(/* lower= */ upper, /* upper= */ lower);
    }
  }

  private record Push(int axis, float value) {}

  /** In the order in which they are given out. */
  private static final List<Pair> PAIRS =
      List.of(
          new Pair(LEFT, RIGHT),
          new Pair(DOWN, UP),
          new Pair('j', 'l'),
          new Pair('k', 'i'),
          new Pair('f', 'h'),
          new Pair('g', 't'));

  private static final Map<Character, Character> ALIASES =
      Map.of('a', LEFT, 'd', RIGHT, 's', DOWN, 'w', UP);

  private static final Map<String, Character> ARROWS =
      Map.of("left", LEFT, "right", RIGHT, "up", UP, "down", DOWN);

  private final List<Binding> bindings = new ArrayList<>();
  private final Map<Character, Push> pushes = new HashMap<>();
  private final float[] rest;

  AxisKeys(Box actions, List<String> names) {
    int axes = actions.size();
    if (axes > PAIRS.size()) {
      throw new InvalidInputException(
          "a person cannot play this: an action has %d numbers, and there are keys for %d"
              .formatted(axes, PAIRS.size()));
    }
    float[] low = actions.low();
    float[] high = actions.high();
    rest = new float[axes];
    List<Pair> free = new ArrayList<>(PAIRS);
    @Nullable Pair[] pairs = new Pair[axes];
    String[][] ends = new String[axes][];
    for (int axis = 0; axis < axes; axis++) {
      ends[axis] = ends(axis, names);
      pairs[axis] = take(free, arrows(ends[axis]));
    }
    for (int axis = 0; axis < axes; axis++) {
      Pair given = pairs[axis];
      Pair pair = given == null ? free.remove(0) : given;
      rest[axis] = Math.max(low[axis], Math.min(high[axis], 0));
      bind(pair.lower, ends[axis][0], axis, Float.isFinite(low[axis]) ? low[axis] : -1);
      bind(pair.upper, ends[axis][1], axis, Float.isFinite(high[axis]) ? high[axis] : 1);
    }
  }

  private static String[] ends(int axis, List<String> names) {
    if (axis < names.size()) {
      String[] ends = names.get(axis).split("/", 2);
      if (ends.length == 2) {
        return ends;
      }
    }
    String name = axis < names.size() ? names.get(axis) : "number " + (axis + 1);
    return new String[] {name + " −", name + " +"};
  }

  /** The arrows that the words ask for, if one does. */
  private static @Nullable Pair arrows(String[] ends) {
    Character lower = ARROWS.get(ends[0]);
    Character upper = ARROWS.get(ends[1]);
    for (Pair pair : PAIRS.subList(0, 2)) {
      for (Pair one : List.of(pair, pair.turned())) {
        if ((lower == null || lower == one.lower)
            && (upper == null || upper == one.upper)
            && (lower != null || upper != null)) {
          return one;
        }
      }
    }
    return null;
  }

  private static @Nullable Pair take(List<Pair> free, @Nullable Pair wanted) {
    if (wanted == null) {
      return null;
    }
    return free.remove(wanted) || free.remove(wanted.turned()) ? wanted : null;
  }

  private void bind(char key, String what, int axis, float value) {
    String label = KeyMap.label(key);
    pushes.put(key, new Push(axis, value));
    for (Map.Entry<Character, Character> alias : ALIASES.entrySet()) {
      if (alias.getValue() == key) {
        pushes.put(alias.getKey(), new Push(axis, value));
        label += " or " + KeyMap.label(alias.getKey());
      }
    }
    bindings.add(new Binding(label, what, -1));
  }

  @Override
  public List<Binding> bindings() {
    return List.copyOf(bindings);
  }

  @Override
  public boolean bound(char key) {
    return pushes.containsKey(key);
  }

  /** Of two keys that push an axis both ways, the one that was pressed last counts. */
  @Override
  public boolean choose(List<Character> keys, ActionBatch out) {
    idle(out);
    boolean pushed = false;
    for (char key : keys) {
      Push push = pushes.get(key);
      if (push != null) {
        out.values[push.axis] = push.value;
        pushed = true;
      }
    }
    return pushed;
  }

  @Override
  public boolean idle(ActionBatch out) {
    System.arraycopy(rest, 0, out.values, 0, rest.length);
    return true;
  }
}
