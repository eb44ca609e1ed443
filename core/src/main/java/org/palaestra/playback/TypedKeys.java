package org.palaestra.playback;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palaestra.environment.ActionBatch;

/**
 * Actions that are too many for a key each: their number is typed, which is the one that their
 * names end with if all do, and otherwise their own.
 */
final class TypedKeys implements KeyMap {

  private static final Pattern NUMBER = Pattern.compile("\\D*(\\d{1,9})");

  private final Map<Integer, Integer> byNumber;
  private final Binding binding;

  TypedKeys(List<String> names) {
    byNumber = numbers(names);
    binding =
        new Binding("a number, then Enter", names.get(0) + " … " + names.get(names.size() - 1), -1);
  }

  private static Map<Integer, Integer> numbers(List<String> names) {
    Map<Integer, Integer> numbers = new HashMap<>();
    for (int action = 0; action < names.size(); action++) {
      Matcher number = NUMBER.matcher(names.get(action));
      if (number.matches()) {
        numbers.put(Integer.parseInt(number.group(1)), action);
      }
    }
    if (numbers.size() < names.size()) {
      numbers.clear();
      for (int action = 0; action < names.size(); action++) {
        numbers.put(action, action);
      }
    }
    return numbers;
  }

  @Override
  public List<Binding> bindings() {
    return List.of(binding);
  }

  @Override
  public boolean bound(char key) {
    return key == ENTER || key == ERASE || (key >= '0' && key <= '9');
  }

  @Override
  public boolean choose(List<Character> keys, ActionBatch out) {
    int number = 0;
    for (char key : keys) {
      if (key < '0' || key > '9' || number > 99_999_999) {
        return false;
      }
      number = 10 * number + (key - '0');
    }
    Integer action = keys.isEmpty() ? null : byNumber.get(number);
    if (action != null) {
      out.indices[0] = action;
    }
    return action != null;
  }

  @Override
  public boolean idle(ActionBatch out) {
    return false;
  }
}
