package org.palaestra.environments.finite;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class AllowedActionsTest {

  @Test
  void neighboursAreToldAsARange() {
    assertThat(AllowedActions.describe(9, Set.of(0, 2, 3, 4, 7, 8)::contains))
        .isEqualTo("allowed are 0, 2 to 4, 7 to 8");
    assertThat(AllowedActions.describe(9, action -> true)).isEqualTo("allowed are 0 to 8");
    assertThat(AllowedActions.describe(9, action -> false)).isEqualTo("none is allowed");
  }
}
