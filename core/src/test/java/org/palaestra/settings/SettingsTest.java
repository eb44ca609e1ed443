package org.palaestra.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {

  private enum Kind {
    PLAIN,
    DOUBLE_DUELLING
  }

  private record Replay(int capacity, long warmUp) {
    Replay {
      if (capacity < 1) {
        throw new IllegalArgumentException("capacity must be at least 1, got " + capacity);
      }
    }
  }

  private record All(
      double rate,
      float decay,
      boolean clip,
      String note,
      Kind kind,
      int[] layers,
      Replay replay) {}

  private static final All DEFAULTS =
      new All(0.5, 0.25f, true, "x", Kind.PLAIN, new int[] {120, 84}, new Replay(10, 2));

  @Test
  void recordFlattensInOrderOfDeclaration() {
    assertThat(Settings.flatten(DEFAULTS).entrySet())
        .extracting(Object::toString)
        .containsExactly(
            "rate=0.5",
            "decay=0.25",
            "clip=true",
            "note=x",
            "kind=plain",
            "layers=120,84",
            "replay.capacity=10",
            "replay.warmUp=2");
  }

  @Test
  void everyTypeIsRead() {
    All bound =
        Settings.bind(
            DEFAULTS,
            Map.of(
                "rate", "2.5e-4",
                "decay", " 0.75 ",
                "clip", "false",
                "note", "a=b",
                "kind", "double-duelling",
                "layers", "64x32",
                "replay.capacity", "500_000",
                "replay.warmUp", "3000000000"));
    assertThat(bound.rate).isEqualTo(2.5e-4);
    assertThat(bound.decay).isEqualTo(0.75f);
    assertThat(bound.clip).isFalse();
    assertThat(bound.note).isEqualTo("a=b");
    assertThat(bound.kind).isEqualTo(Kind.DOUBLE_DUELLING);
    assertThat(bound.layers).containsExactly(64, 32);
    assertThat(bound.replay).isEqualTo(new Replay(500_000, 3_000_000_000L));
  }

  @Test
  void listsOfNumbersMayBeWrittenInManyWays() {
    for (String text : List.of("1,20,-3", "1, 20 ,-3", "1 20 -3", "1x20x-3", "1x20,-3")) {
      assertThat(Settings.bind(DEFAULTS, Map.of("layers", text)).layers)
          .as(text)
          .containsExactly(1, 20, -3);
    }
    assertThat(Settings.bind(DEFAULTS, Map.of("layers", "")).layers).isEmpty();
  }

  @Test
  void flattenedSettingsBindToTheSame() {
    All other = new All(1, 2, false, "", Kind.DOUBLE_DUELLING, new int[] {7}, new Replay(3, 4));
    assertThat(Settings.flatten(Settings.bind(DEFAULTS, Settings.flatten(other))))
        .isEqualTo(Settings.flatten(other));
  }

  @Test
  void whatIsNotChangedStaysAsItIs() {
    All bound = Settings.bind(DEFAULTS, Map.of("replay.warmUp", "9"));
    assertThat(bound.replay).isEqualTo(new Replay(10, 9));
    assertThat(bound.note).isEqualTo("x");
  }

  @Test
  void unknownKeySuggestsTheNearest() {
    refused(
        "replay.capasity", "1", "unknown key \"replay.capasity\"; did you mean replay.capacity?");
    refused("capacity", "1", "did you mean replay.capacity?");
    refused("zzzzzz", "1", "there are: rate, decay, clip, note, kind, layers, replay.capacity");
    assertThatThrownBy(() -> Settings.bind(new Empty(), Map.of("a", "1")))
        .hasMessage("unknown key \"a\"; there is nothing to set here");
  }

  private record Empty() {}

  @Test
  void valueThatCannotBeReadNamesKeyAndValue() {
    refused("replay.capacity", "1e5", "replay.capacity=1e5: expected a whole number");
    refused("rate", "fast", "rate=fast: expected a number");
    refused("clip", "yes", "clip=yes: expected true or false");
    refused("layers", "12,b", "layers=12,b: expected whole numbers such as 120,84");
    refused("layers", "1,x", "layers=1,x: expected whole numbers such as 120,84, got \"x\"");
    for (String stray : List.of("x", "1x", "x2", "1,,2", "1,", "1 x 2", "1;2", "99999999999")) {
      refused("layers", stray, "layers=" + stray + ": expected whole numbers such as 120,84");
    }
    refused("kind", "double", "unknown value for kind \"double\"; did you mean double-duelling?");
  }

  @Test
  void messageOfTheRecordComesThrough() {
    refused("replay.capacity", "0", "replay.capacity=0: capacity must be at least 1, got 0");
  }

  private static void refused(String key, String value, String message) {
    assertThatThrownBy(() -> Settings.bind(DEFAULTS, Map.of(key, value)))
        .isInstanceOf(InvalidInputException.class)
        .hasMessageContaining(message);
  }

  @Test
  void pairsAreReadAsTheCommandLineGivesThem() {
    assertThat(Settings.parse(List.of("a=1", "b.c=x=y", " d =")))
        .containsExactly(Map.entry("a", "1"), Map.entry("b.c", "x=y"), Map.entry("d", ""));
    assertThatThrownBy(() -> Settings.parse(List.of("a")))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage("expected key=value, got \"a\"");
    assertThatThrownBy(() -> Settings.parse(List.of("a"), DEFAULTS))
        .hasMessage("expected key=value such as rate=0.5, got \"a\"");
    assertThatThrownBy(() -> Settings.parse(List.of("a"), new Empty()))
        .hasMessage("expected nothing, since there is nothing to set, got \"a\"");
    assertThatThrownBy(() -> Settings.parse(List.of("=1"))).hasMessageContaining("\"=1\"");
    assertThatThrownBy(() -> Settings.parse(List.of("a=1", "a=2")))
        .hasMessage("key \"a\" is given twice");
  }

  @Test
  void suggestionCountsSwapsAsOneEdit() {
    List<String> known = List.of("CartPole-v1", "MountainCar-v0");
    assertThat(Suggestion.unknown("environment", "CartPole-v2", known))
        .isEqualTo("unknown environment \"CartPole-v2\"; did you mean CartPole-v1?");
    assertThat(Suggestion.unknown("environment", "cratpole-v1", known)).contains("CartPole-v1?");
    assertThat(Suggestion.unknown("environment", "mountain", known)).contains("MountainCar-v0?");
    assertThat(Suggestion.unknown("environment", "Pong-v5", List.of()))
        .isEqualTo("unknown environment \"Pong-v5\"; there is none");
    // "ab" to "ba" is one swap, "xy" two replacements: the swap is nearer.
    assertThat(Suggestion.unknown("key", "ab", List.of("xb1", "ba"))).contains("did you mean ba?");
  }
}
