package org.palaestra.nn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.palaestra.nn.kernel.KernelChoice;
import org.palaestra.random.RandomStream;
import org.palaestra.store.Checkpoint;
import org.palaestra.store.MismatchException;
import org.palaestra.store.Safetensors;
import org.palaestra.store.SafetensorsWriter;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/** Weights that come from elsewhere, and early stopping, which keeps weights of its own. */
final class TransferTest {

  private final Path file;

  TransferTest(@TempDir Path folder) {
    file = folder.resolve("weights.safetensors");
  }

  private static Parameters model(long seed, int outputs) {
    Parameters parameters = new Parameters();
    new Linear(parameters, "1", 3, 4);
    new Linear(parameters, "10", 4, outputs);
    parameters.initialise(new RandomStream(seed));
    return parameters;
  }

  private static float[] values(Parameters parameters, String name) {
    return parameters.all().stream()
        .filter(parameter -> parameter.name().equals(name))
        .findFirst()
        .orElseThrow()
        .get();
  }

  @Test
  void weightsGoToAFileInPyTorchsLayoutAndBack() throws Exception {
    Parameters one = model(1, 2);
    one.write(file);
    Safetensors read = Safetensors.read(file);
    assertThat(read.tensor("1.weight").shape()).containsExactly(4, 3);
    assertThat(read.tensor("1.weight").floats()).isEqualTo(values(one, "1.weight"));
    Parameters other = model(2, 2);
    other.load(read, "");
    for (Parameter parameter : one.all()) {
      assertThat(values(other, parameter.name())).isEqualTo(parameter.get());
    }
  }

  @Test
  void oneLayerOfACheckpointIsLoadedByNameAndFrozen() throws Exception {
    Parameters trained = model(1, 2);
    Checkpoint.write(
        file,
        new Stateful() {
          @Override
          public void save(StateWriter out) {
            out.object("target", trained);
            out.integer("steps", 7);
          }

          @Override
          public void restore(StateReader in) {
            throw new UnsupportedOperationException();
          }
        });
    Parameters head = model(2, 5); // another task: five outputs
    float[] ownHead = values(head, "10.weight");
    head.load(Checkpoint.read(file).content(), "target/", "1");
    head.freeze("1");
    assertThat(values(head, "1.weight")).isEqualTo(values(trained, "1.weight"));
    assertThat(values(head, "1.bias")).isEqualTo(values(trained, "1.bias"));
    assertThat(values(head, "10.weight")).as("10 is not below 1").isEqualTo(ownHead);
    for (Parameter parameter : head.all()) {
      parameter.gradient()[0] = 1;
    }
    new Adam(KernelChoice.of("auto"), head, 1e-8).step(0.1);
    assertThat(values(head, "1.weight")).isEqualTo(values(trained, "1.weight"));
    assertThat(values(head, "10.weight")).isNotEqualTo(ownHead);
  }

  @Test
  void runningMeansGoWithTheirLayer() throws Exception {
    Parameters one = new Parameters();
    new BatchNorm(one, "norm", 2);
    one.buffers().get(0).set(3, 4);
    one.write(file);
    Parameters other = new Parameters();
    new BatchNorm(other, "norm", 2);
    other.load(Safetensors.read(file), "", "norm");
    assertThat(other.buffers().get(0).value()).containsExactly(3, 4);
    assertThat(other.buffers().get(1).value()).containsExactly(1, 1);
    other.load(Safetensors.read(file), "", "norm", "norm.bias");
  }

  @Test
  void doublesFromPythonAreRounded() throws Exception {
    new SafetensorsWriter().doubles("p", new double[] {0.1, 2}).write(file);
    Parameters parameters = new Parameters();
    Parameter p = parameters.add("p", Initialisers.constant(0), 2);
    parameters.load(Safetensors.read(file), "");
    assertThat(p.get()).containsExactly(0.1f, 2);
  }

  @Test
  void whatDoesNotFitIsNamedAndNothingIsTaken() throws Exception {
    model(1, 5).write(file);
    Safetensors read = Safetensors.read(file);
    Parameters other = model(2, 2);
    float[] before = values(other, "1.weight");
    assertThatThrownBy(() -> other.load(read, ""))
        .isInstanceOf(MismatchException.class)
        .hasMessage(
            "the file holds 10.weight F32[5, 4], which does not fit parameter 10.weight [2, 4]");
    assertThat(values(other, "1.weight")).isEqualTo(before);
    assertThatThrownBy(() -> other.load(read, "target/"))
        .hasMessage("the file holds no target/1.weight");
    assertThatThrownBy(() -> other.load(read, "", "2"))
        .hasMessage(
            "no parameter belongs to \"2\"; there are [1.weight, 1.bias, 10.weight, 10.bias]");
    assertThatThrownBy(() -> other.freeze("1.weigh")).hasMessageContaining("\"1.weigh\"");
  }

  // ---- early stopping

  private static Parameter number(Parameters parameters) {
    return parameters.add("p", Initialisers.constant(0), 1);
  }

  @Test
  void trainingEndsWhenTheLossHasNotFallenForAWhile() {
    Parameters parameters = new Parameters();
    Parameter p = number(parameters);
    EarlyStopping stopping = new EarlyStopping(parameters, 3, 0.1);
    double[] losses = {5, 4, 3.95, 4.5, 3.5, 3.45, Double.NaN, 3.41};
    boolean[] stops = {false, false, false, false, false, false, false, true};
    for (int epoch = 0; epoch < losses.length; epoch++) {
      p.set(epoch);
      assertThat(stopping.stop(losses[epoch])).as("epoch %d", epoch).isEqualTo(stops[epoch]);
    }
    assertThat(stopping.lowest()).isEqualTo(3.5);
    assertThat(p.get()).containsExactly(7);
    stopping.restoreBest();
    assertThat(p.get()).containsExactly(4);
  }

  @Test
  void earlyStoppingIsSavedWhole() throws Exception {
    Parameters parameters = new Parameters();
    Parameter p = number(parameters);
    EarlyStopping stopping = new EarlyStopping(parameters, 2, 0);
    p.set(3);
    stopping.stop(1);
    p.set(4);
    stopping.stop(2);
    Checkpoint.write(file, stopping);
    EarlyStopping other = new EarlyStopping(parameters, 2, 0);
    other.restore(Checkpoint.read(file).state());
    assertThat(other.lowest()).isEqualTo(1);
    assertThat(other.stop(1)).as("equal is not lower").isTrue();
    other.restoreBest();
    assertThat(p.get()).containsExactly(3);
    assertThatThrownBy(() -> new EarlyStopping(parameters, 0, 0))
        .hasMessage("patience must be at least 1, got 0");
  }

  @Test
  void aCheckpointOfAnotherShapeIsRefusedWithEveryDifference(@TempDir Path folder)
      throws Exception {
    Parameters narrow = new Parameters();
    new Linear(narrow, "a", 3, 2);
    new Linear(narrow, "b", 2, 1);
    Path file = folder.resolve("narrow.safetensors");
    Checkpoint.write(file, narrow);
    Parameters wide = new Parameters();
    new Linear(wide, "a", 3, 4);
    new Linear(wide, "b", 4, 1);
    assertThatThrownBy(() -> wide.restore(Checkpoint.read(file).state()))
        .isInstanceOf(MismatchException.class)
        .hasMessage(
            "a.weight has 6 elements in the checkpoint, but 12 here, [4, 3];"
                + " a.bias has 2 elements in the checkpoint, but 4 here, [4];"
                + " b.weight has 2 elements in the checkpoint, but 4 here, [1, 4]");
  }

  @Test
  void aCheckpointOfADeeperNetworkIsNotTakenInPart(@TempDir Path folder) throws Exception {
    Parameters deep = new Parameters();
    new Linear(deep, "a", 2, 2);
    new Linear(deep, "b", 2, 2);
    Path file = folder.resolve("deep.safetensors");
    Checkpoint.write(file, deep);
    Parameters flat = new Parameters();
    new Linear(flat, "a", 2, 2);
    StateReader stored = Checkpoint.read(file).state();
    assertThatThrownBy(() -> flat.restore(stored))
        .isInstanceOf(MismatchException.class)
        .hasMessage("the checkpoint holds b.bias, b.weight, which is not here");
  }
}
