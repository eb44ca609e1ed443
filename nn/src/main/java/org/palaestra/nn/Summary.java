package org.palaestra.nn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.palaestra.nn.kernel.KernelChoice;

/**
 * What a model consists of: its layers with the shapes that they put out, the numbers that they
 * learn, and how much of the picture one of their outputs sees. {@link #toString} is a table.
 *
 * @param rows the layers in order
 * @param parameters numbers that are learned, those in no layer of the model too
 * @param frozen how many of them are frozen
 */
public record Summary(List<Row> rows, long parameters, long frozen) {

  /**
   * One layer.
   *
   * @param name its name in the model
   * @param output extents of what it puts out
   * @param parameters numbers that it learns
   * @param sees extents of the part of the model's input that one of its outputs depends on, height
   *     and width, with what lies in the padding; empty where that is no part of a picture
   */
  public record Row(String name, List<Integer> output, long parameters, List<Integer> sees) {

    /** Copies the lists. */
    public Row {
      output = List.copyOf(output);
      sees = List.copyOf(sees);
    }
  }

  /** Copies the list. */
  public Summary {
    rows = List.copyOf(rows);
  }

  /**
   * Builds the model once, to look at it.
   *
   * <p>A layer's parameters are those whose names begin with its own. A layer that is no {@link
   * SpatialLayer} and leaves height and width as they are is taken to work on each place alone.
   *
   * @param parameters where the model's layers put theirs
   * @param input extents of what goes in, the batch first
   * @throws IllegalArgumentException if a layer does not take what the one before it puts out
   */
  public static Summary of(Sequential model, Parameters parameters, int... input) {
    Tensor x = new Graph(KernelChoice.of("scalar")).input(input);
    List<Row> rows = new ArrayList<>();
    boolean picture = x.rank() == 4;
    int height = 1;
    int width = 1;
    int spacing = 1; // cells of the picture between neighbouring outputs
    for (Map.Entry<String, Layer> entry : model.layers().entrySet()) {
      Tensor y = entry.getValue().apply(x);
      if (entry.getValue() instanceof SpatialLayer spatial) {
        height += (spatial.window().height() - 1) * spacing;
        width += (spatial.window().width() - 1) * spacing;
        spacing *= spatial.window().stride();
      } else if (!sameGrid(x, y)) {
        picture = false;
      }
      long learned =
          parameters.all().stream()
              .filter(parameter -> Parameters.in(entry.getKey(), parameter.name()))
              .mapToLong(Parameter::size)
              .sum();
      rows.add(
          new Row(
              entry.getKey(),
              Arrays.stream(y.shape()).boxed().toList(),
              learned,
              picture ? List.of(height, width) : List.of()));
      x = y;
    }
    long frozen =
        parameters.all().stream().filter(Parameter::frozen).mapToLong(Parameter::size).sum();
    return new Summary(rows, parameters.size(), frozen);
  }

  private static boolean sameGrid(Tensor x, Tensor y) {
    return y.rank() == 4 && x.extent(1) == y.extent(1) && x.extent(2) == y.extent(2);
  }

  /** The rows as a table, and the sums. */
  @Override
  public String toString() {
    int name = "layer".length();
    int output = "output".length();
    for (Row row : rows) {
      name = Math.max(name, row.name.length());
      output = Math.max(output, row.output.toString().length());
    }
    String format = "%-" + name + "s  %-" + output + "s  %12s  %s%n";
    StringBuilder table = new StringBuilder();
    table.append(format.formatted("layer", "output", "parameters", "sees"));
    for (Row row : rows) {
      String sees = row.sees.isEmpty() ? "-" : row.sees.get(0) + "x" + row.sees.get(1);
      table.append(format.formatted(row.name, row.output, row.parameters, sees));
    }
    table.append("%d parameters, %d of them frozen%n".formatted(parameters, frozen));
    return table.toString();
  }
}
