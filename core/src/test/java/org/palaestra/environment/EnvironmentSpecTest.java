package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class EnvironmentSpecTest {

  private static final EnvironmentId ID = new EnvironmentId("Lake", 1);

  @Test
  void commandLineNeedsNoMoreThanTheIdOfWhatHasNothingToChoose() {
    assertThat(new EnvironmentSpec(ID, Map.of(), 50).arguments()).isEqualTo("Lake-v1");
  }

  @Test
  void commandLineNamesOptionsAndWrappersQuotedForAShell() {
    EnvironmentSpec spec =
        new EnvironmentSpec(
            ID,
            Map.of("slip", "0.2", "map", "S H|it's G"),
            50,
            List.of(
                WrapperSpec.parse("sticky-actions:probability=0.25"),
                WrapperSpec.parse("hide:indices=1,3")));
    assertThat(spec.arguments())
        .isEqualTo(
            "Lake-v1 -o 'map=S H|it'\\''s G' -o slip=0.2 --bare"
                + " --wrap=sticky-actions:probability=0.25 --wrap=hide:indices=1,3");
  }
}
