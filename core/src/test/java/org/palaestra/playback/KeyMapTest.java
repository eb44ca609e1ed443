package org.palaestra.playback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.palaestra.environment.ActionBatch;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.space.Discrete;

class KeyMapTest {

  private static final List<String> ARCADE =
      List.of("nothing", "left", "up", "right", "down", "fire");

  private static KeyMap named(boolean realTime, List<String> names) {
    return KeyMap.of(new Discrete(names.size()), names, realTime);
  }

  private static List<Character> keys(String text) {
    return text.chars().mapToObj(key -> (char) key).toList();
  }

  /** The action of held keys, the one pressed last at the end; −1 for none. */
  private static int chosen(KeyMap map, String held) {
    ActionBatch out = new ActionBatch(new Discrete(1000), 1);
    return map.choose(keys(held), out) ? out.indices[0] : -1;
  }

  private static List<String> shown(KeyMap map) {
    return map.bindings().stream().map(one -> one.keys() + ": " + one.what()).toList();
  }

  @Test
  void directionsLieOnArrowsAndLettersAndFireOnTheSpaceBar() {
    KeyMap map = named(true, ARCADE);
    assertThat(shown(map))
        .containsExactly(
            "no key: nothing",
            "← or A: left",
            "↑ or W: up",
            "→ or D: right",
            "↓ or S: down",
            "space: fire");
    assertThat(chosen(map, "←")).isEqualTo(1);
    assertThat(chosen(map, "d")).isEqualTo(3);
    assertThat(chosen(map, " ")).isEqualTo(5);
    assertThat(chosen(map, "1")).isEqualTo(-1);
    assertThat(map.bound('1')).isFalse();
    ActionBatch out = new ActionBatch(new Discrete(6), 1);
    out.indices[0] = 4;
    assertThat(map.idle(out)).isTrue();
    assertThat(out.indices[0]).isZero();
  }

  @Test
  void ofTwoKeysThatExcludeEachOtherTheNewerCounts() {
    KeyMap map = named(true, ARCADE);
    assertThat(chosen(map, "←→")).isEqualTo(3);
    assertThat(chosen(map, "→←")).isEqualTo(1);
    assertThat(chosen(map, "← ")).isEqualTo(5);
    assertThat(chosen(map, " a")).isEqualTo(1);
  }

  @Test
  void severalWordsNeedSeveralKeysWhereTimeGoesBy() {
    KeyMap map = named(true, List.of("noop", "up", "left", "up left", "up-left-fire"));
    assertThat(shown(map))
        .contains("← + ↑: up left", "← + ↑ + space: up-left-fire", "no key: noop");
    assertThat(chosen(map, "↑←")).isEqualTo(3);
    assertThat(chosen(map, "wa ")).isEqualTo(4);
    assertThat(chosen(map, "↑ ")).isEqualTo(1);
    assertThat(chosen(map, " ")).as("nothing is on the space bar alone").isEqualTo(-1);
  }

  /** A second key would come too late: the first has already been a step. */
  @Test
  void whereEachKeyIsAStepSeveralWordsHaveAKeyOfTheirOwn() {
    KeyMap map = named(false, List.of("left", "down", "left down", "stay"));
    assertThat(shown(map))
        .containsExactly("← or A: left", "↓ or S: down", "1: left down", "2: stay");
    assertThat(chosen(map, "1")).isEqualTo(2);
    assertThat(chosen(map, "2")).isEqualTo(3);
    assertThat(map.idle(new ActionBatch(new Discrete(4), 1))).isFalse();
  }

  @Test
  void otherActionsHaveDigitsAndThenLettersThatAreFree() {
    KeyMap taxi = named(false, List.of("down", "up", "right", "left", "pick up", "drop off"));
    assertThat(shown(taxi)).endsWith("1: pick up", "2: drop off");
    KeyMap many = named(false, IntStream.rangeClosed(1, 12).mapToObj(arm -> "arm " + arm).toList());
    assertThat(chosen(many, "0")).isEqualTo(9);
    assertThat(chosen(many, "b")).isEqualTo(10);
    assertThat(chosen(many, "c")).isEqualTo(11);
    assertThat(keys("pqwasd")).noneMatch(many::bound);
  }

  @Test
  void actionsWithoutNamesHaveTheirOwnDigits() {
    KeyMap map = KeyMap.of(new Discrete(3), List.of(), false);
    assertThat(shown(map)).containsExactly("0: action 0", "1: action 1", "2: action 2");
    assertThat(chosen(map, "2")).isEqualTo(2);
  }

  /** Every action has a key, whatever it is called: none is lost among those that are alike. */
  @Test
  void everyActionOfEveryVocabularyCanBeChosen() {
    List<String> names = new ArrayList<>(List.of("up left", "left up", "up-left", "fire", "Fire"));
    for (int i = 0; i < 28; i++) {
      names.add("thing " + i);
      for (boolean realTime : new boolean[] {false, true}) {
        KeyMap map = named(realTime, names);
        if (map instanceof TypedKeys) {
          assertThat(names.size()).isGreaterThan(30);
          continue;
        }
        assertThat(map.bindings()).hasSize(names.size());
        for (KeyMap.Binding binding : map.bindings()) {
          String held =
              binding
                  .keys()
                  .toLowerCase(Locale.ROOT)
                  .replaceAll(" or .", "")
                  .replace(" + ", "")
                  .replace("space", " ");
          assertThat(chosen(map, held)).as(binding.keys()).isEqualTo(binding.action());
        }
      }
    }
  }

  @Test
  void tooManyActionsAreTyped() {
    KeyMap stakes =
        named(false, IntStream.rangeClosed(1, 50).mapToObj(coins -> "stake " + coins).toList());
    assertThat(shown(stakes)).containsExactly("a number, then Enter: stake 1 … stake 50");
    assertThat(chosen(stakes, "50")).isEqualTo(49);
    assertThat(chosen(stakes, "0")).isEqualTo(-1);
    assertThat(chosen(stakes, "51")).isEqualTo(-1);
    assertThat(chosen(stakes, "")).isEqualTo(-1);
    assertThat(chosen(stakes, "9999999999")).isEqualTo(-1);
    assertThat(chosen(KeyMap.of(new Discrete(100), List.of(), true), "99")).isEqualTo(99);
  }

  @Test
  void arrowsPushContinuousActionsToTheirBounds() {
    Box box = Box.vector(new float[] {-2, 0}, new float[] {2, Float.POSITIVE_INFINITY});
    KeyMap map = KeyMap.of(box, List.of(), true);
    ActionBatch out = new ActionBatch(box, 1);
    assertThat(map.choose(keys("←"), out)).isTrue();
    assertThat(out.values).containsExactly(-2, 0);
    assertThat(map.choose(keys("←w"), out)).isTrue();
    assertThat(out.values).containsExactly(-2, 1);
    assertThat(map.choose(keys("←d"), out)).isTrue();
    assertThat(out.values).containsExactly(2, 0);
    assertThat(map.choose(keys("x"), out)).isFalse();
    assertThat(map.idle(out)).isTrue();
    assertThat(out.values).containsExactly(0, 0);
  }

  @Test
  void wordsSayWhichArrowPushesWhere() {
    Box box = Box.of(-1, 1, 2);
    KeyMap lander = KeyMap.of(box, List.of("off/up", "left/right"), true);
    assertThat(shown(lander))
        .containsExactly("↓ or S: off", "↑ or W: up", "← or A: left", "→ or D: right");
    KeyMap pendulum = KeyMap.of(Box.of(-2, 2, 1), List.of("right/left"), true);
    ActionBatch out = new ActionBatch(Box.of(-2, 2, 1), 1);
    pendulum.choose(keys("→"), out);
    assertThat(out.values).containsExactly(-2);
    assertThat(shown(KeyMap.of(box, List.of("left/right", "left/right"), true)))
        .as("the second takes what is free")
        .containsExactly("← or A: left", "→ or D: right", "↓ or S: left", "↑ or W: right");
  }

  @Test
  void moreNumbersThanKeysAreRefused() {
    assertThatThrownBy(() -> KeyMap.of(Box.of(-1, 1, 17), List.of(), true))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "a person cannot play this: an action has 17 numbers, and there are keys for 6");
  }
}
