package org.palaestra.settings;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class SuggestionTest {

  private static final List<String> KNOWN =
      List.of("CartPole-Pixels-v1", "CartPole-v1", "Pendulum-v1");

  @Test
  void aSlipOfTheKeyboardIsAnsweredWithTheNearestName() {
    assertThat(Suggestion.unknown("environment", "CartPole-v2", KNOWN))
        .isEqualTo("unknown environment \"CartPole-v2\"; did you mean CartPole-v1?");
    assertThat(Suggestion.unknown("environment", "pendlum-V1", KNOWN))
        .endsWith("did you mean Pendulum-v1?");
  }

  @Test
  void aPartOfNamesIsAnsweredWithTheShortestOfThem() {
    assertThat(Suggestion.unknown("environment", "CartPole", KNOWN))
        .endsWith("did you mean CartPole-v1?");
    assertThat(Suggestion.unknown("environment", "pixels", KNOWN))
        .endsWith("did you mean CartPole-Pixels-v1?");
  }

  @Test
  void whatComesNearToNothingIsAnsweredWithAll() {
    assertThat(Suggestion.unknown("environment", "Chess", KNOWN))
        .endsWith("there are: CartPole-Pixels-v1, CartPole-v1, Pendulum-v1");
    assertThat(Suggestion.unknown("environment", "", KNOWN)).contains("there are: ");
    assertThat(Suggestion.unknown("environment", "Chess", List.of())).endsWith("there is none");
  }
}
