package org.palaestra.playback;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.palaestra.environment.ActionBatch;

/** A key, or several at once, for each of some numbered actions. */
final class NamedKeys implements KeyMap {

  /** The words that have keys of their own. */
  private enum Word {
    LEFT(KeyMap.LEFT, 'a'),
    RIGHT(KeyMap.RIGHT, 'd'),
    UP(KeyMap.UP, 'w'),
    DOWN(KeyMap.DOWN, 's'),
    FIRE(KeyMap.SPACE, KeyMap.SPACE);

    private final char key;
    private final char other;

    Word(char key, char other) {
      this.key = key;
      this.other = other;
    }
  }

  private static final Set<String> IDLE = Set.of("nothing", "stay", "noop", "none", "coast");

  /** For actions without such words; P and Q are the window's, and W, A, S, D are arrows. */
  private static final String OTHERS = "1234567890bcefghijklmnortuvxyz";

  private static final int DIGITS = 10;

  private final List<Binding> bindings = new ArrayList<>();
  private final Map<Character, Word> words = new HashMap<>();
  private final Map<Character, Integer> others = new HashMap<>();
  private final Map<EnumSet<Word>, Integer> moves = new HashMap<>();
  private int idle = -1;

  /**
   * For actions.
   *
   * @param names one for each action; they {@link #fit}
   * @param unnamed whether these are but numbers, so that the digits are the actions' own
   */
  NamedKeys(List<String> names, boolean unnamed, boolean realTime) {
    int next = 0;
    boolean own = unnamed && names.size() <= DIGITS;
    for (int action = 0; action < names.size(); action++) {
      String name = names.get(action);
      EnumSet<Word> move = move(name, realTime);
      if (!move.isEmpty() && moves.putIfAbsent(move, action) == null) {
        bindings.add(new Binding(bind(move), name, action));
      } else if (idle < 0 && realTime && IDLE.contains(name)) {
        idle = action;
        bindings.add(new Binding("no key", name, action));
      } else {
        char key = own ? (char) ('0' + action) : OTHERS.charAt(next++);
        others.put(key, action);
        bindings.add(new Binding(KeyMap.label(key), name, action));
      }
    }
  }

  /** Whether there are keys for so many. */
  static boolean fit(List<String> names, boolean realTime) {
    long moves =
        names.stream()
            .map(name -> move(name, realTime))
            .filter(move -> !move.isEmpty())
            .distinct()
            .count();
    return names.size() - moves <= OTHERS.length();
  }

  /** The words of a name, if it has no others. Several at once are for keys that are held. */
  private static EnumSet<Word> move(String name, boolean realTime) {
    EnumSet<Word> move = EnumSet.noneOf(Word.class);
    for (String part : name.toUpperCase(Locale.ROOT).split("[ +_-]+", -1)) {
      try {
        move.add(Word.valueOf(part));
      } catch (IllegalArgumentException e) {
        return EnumSet.noneOf(Word.class); // another word
      }
    }
    return move.size() > 1 && !realTime ? EnumSet.noneOf(Word.class) : move;
  }

  private String bind(EnumSet<Word> move) {
    List<String> labels = new ArrayList<>();
    for (Word word : move) {
      words.put(word.key, word);
      words.put(word.other, word);
      String label = KeyMap.label(word.key);
      labels.add(
          word.key == word.other || move.size() > 1
              ? label
              : label + " or " + KeyMap.label(word.other));
    }
    return String.join(" + ", labels);
  }

  @Override
  public List<Binding> bindings() {
    return List.copyOf(bindings);
  }

  @Override
  public boolean bound(char key) {
    return words.containsKey(key) || others.containsKey(key);
  }

  @Override
  public boolean choose(List<Character> keys, ActionBatch out) {
    int chosen = -1;
    int most = 0;
    EnumSet<Word> held = EnumSet.noneOf(Word.class);
    // From the key pressed last: of moves with as many words, the newest counts.
    for (int i = keys.size() - 1; i >= 0; i--) {
      Integer other = others.get(keys.get(i));
      if (other != null && chosen < 0) {
        out.indices[0] = other;
        return true;
      }
      Word word = words.get(keys.get(i));
      if (word != null) {
        held.add(word);
        for (Map.Entry<EnumSet<Word>, Integer> move : moves.entrySet()) {
          if (move.getKey().size() > most && held.containsAll(move.getKey())) {
            most = move.getKey().size();
            chosen = move.getValue();
          }
        }
      }
    }
    if (chosen >= 0) {
      out.indices[0] = chosen;
    }
    return chosen >= 0;
  }

  @Override
  public boolean idle(ActionBatch out) {
    if (idle >= 0) {
      out.indices[0] = idle;
    }
    return idle >= 0;
  }
}
