package org.palaestra.render.skin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SeaquestStyleTest {

  @Test
  void aNegativeNumberOfDiversIsToldHoweverLargeItIs() {
    assertThat(SeaquestStyle.missing(1)).isEqualTo("−1");
    assertThat(SeaquestStyle.missing(9)).isEqualTo("−9");
    assertThat(SeaquestStyle.missing(12)).isEqualTo("−12");
  }
}
