package org.palaestra.nn.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KernelChoiceTest {

  private record Brought(String name) implements KernelProvider {
    @Override
    public String summary() {
      return "brought";
    }

    @Override
    public Optional<String> obstacle() {
      return Optional.empty();
    }

    @Override
    public Kernels create() {
      return new ScalarKernels();
    }
  }

  @Test
  void setsThatOthersBringFollowTheBuiltInOnes() {
    assertThat(KernelChoice.sets(List.of(new Brought("gpu"), new Brought("tpu"))))
        .extracting(KernelProvider::name)
        .containsExactly("vector", "scalar", "portable", "gpu", "tpu");
  }

  @ParameterizedTest
  @ValueSource(strings = {"auto", "vector", "portable", "gpu"})
  void aNameThatIsTakenIsRefusedWithWhoBringsIt(String name) {
    assertThatThrownBy(() -> KernelChoice.sets(List.of(new Brought("gpu"), new Brought(name))))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining(Brought.class.getName())
        .hasMessageContaining("\"" + name + "\", a name that is taken");
  }

  @Test
  void nothingStandsInTheWayOfWhatIsOffered() {
    for (String name : KernelChoice.names()) {
      assertThat(KernelChoice.obstacle(name)).isEmpty();
    }
    assertThatThrownBy(() -> KernelChoice.obstacle("cuda"))
        .hasMessage("unknown kernels \"cuda\"; there are: auto, vector, scalar, portable");
  }
}
