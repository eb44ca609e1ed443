package org.palaestra.store;

import java.lang.reflect.Array;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Gives out the tensors of a checkpoint that was read and verified. */
final class CheckpointReader implements StateReader {

  private final String prefix;
  private final Map<String, StoredTensor> tensors;

  CheckpointReader(String prefix, Map<String, StoredTensor> tensors) {
    this.prefix = prefix;
    this.tensors = tensors;
  }

  @Override
  public StateReader in(String name) {
    return new CheckpointReader(prefix + name + "/", tensors);
  }

  @Override
  public boolean has(String name) {
    return tensors.containsKey(prefix + name);
  }

  @Override
  public int length(String name) {
    return find(name, null).size();
  }

  @Override
  public void only(Set<String> names) {
    List<String> others =
        tensors.keySet().stream()
            .filter(path -> path.startsWith(prefix) && path.indexOf('/', prefix.length()) < 0)
            .filter(path -> !names.contains(path.substring(prefix.length())))
            .sorted()
            .toList();
    if (!others.isEmpty()) {
      throw new MismatchException(
          "the checkpoint holds %s, which is not here".formatted(String.join(", ", others)));
    }
  }

  @Override
  public void floats(String name, float[] into) {
    fill(name, into);
  }

  @Override
  public void doubles(String name, double[] into) {
    fill(name, into);
  }

  @Override
  public void longs(String name, long[] into) {
    fill(name, into);
  }

  @Override
  public void ints(String name, int[] into) {
    fill(name, into);
  }

  @Override
  public void bytes(String name, byte[] into) {
    fill(name, into);
  }

  @Override
  public void booleans(String name, boolean[] into) {
    fill(name, into);
  }

  private void fill(String name, Object into) {
    StoredTensor tensor = find(name, TensorType.of(into));
    int length = Array.getLength(into);
    if (tensor.size() != length) {
      throw new MismatchException(
          "%s%s has %d elements in the checkpoint, but %d here"
              .formatted(prefix, name, tensor.size(), length));
    }
    tensor.fill(into);
  }

  private StoredTensor find(String name, @Nullable TensorType type) {
    StoredTensor tensor = tensors.get(prefix + name);
    if (tensor == null) {
      throw new MismatchException("the checkpoint holds no " + prefix + name);
    }
    if (type != null && tensor.type() != type) {
      throw new MismatchException(
          "%s%s is %s in the checkpoint, but %s here".formatted(prefix, name, tensor.type(), type));
    }
    return tensor;
  }
}
