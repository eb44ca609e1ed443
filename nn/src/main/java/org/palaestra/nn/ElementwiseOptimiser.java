package org.palaestra.nn;

import java.util.List;
import org.palaestra.nn.kernel.Kernels;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/**
 * An optimiser that moves every number by itself, from its gradient and from a few numbers that it
 * remembers of each. What differs is one loop over a parameter.
 */
abstract class ElementwiseOptimiser implements Optimiser {

  private final List<Parameter> parameters;
  private final List<String> memories;

  /** {@code [memory][parameter][element]}, each lying as its parameter does. */
  private final float[][][] memory;

  /**
   * With memories of 0.
   *
   * @param memories their names in a checkpoint
   */
  ElementwiseOptimiser(Parameters parameters, String... memories) {
    this.parameters = List.copyOf(parameters.all());
    this.memories = List.of(memories);
    memory = new float[memories.length][this.parameters.size()][];
    for (float[][] one : memory) {
      for (int i = 0; i < one.length; i++) {
        one[i] = Kernels.buffer(this.parameters.get(i).size());
      }
    }
  }

  @Override
  public final void step(double learningRate) {
    begin();
    for (int i = 0; i < parameters.size(); i++) {
      Parameter parameter = parameters.get(i);
      if (!parameter.frozen()) {
        move(i, parameter.value(), parameter.gradient(), parameter.size(), learningRate);
      }
    }
  }

  /** Called before the parameters are moved. */
  void begin() {}

  /**
   * Moves the first {@code size} numbers of a parameter.
   *
   * @param i which parameter, for {@link #memory}
   * @param p its values
   * @param g its gradient
   */
  abstract void move(int i, float[] p, float[] g, int size, double learningRate);

  /** What is remembered of parameter {@code i}. */
  final float[] memory(int which, int i) {
    return memory[which][i];
  }

  @Override
  public void save(StateWriter out) {
    for (int which = 0; which < memory.length; which++) {
      for (int i = 0; i < parameters.size(); i++) {
        Parameter parameter = parameters.get(i);
        out.floats(name(which, parameter), parameter.toShape(memory[which][i]), parameter.shape());
      }
    }
  }

  @Override
  public void restore(StateReader in) {
    for (int which = 0; which < memory.length; which++) {
      for (int i = 0; i < parameters.size(); i++) {
        Parameter parameter = parameters.get(i);
        float[] values = new float[parameter.size()];
        in.floats(name(which, parameter), values);
        parameter.toMemory(values, memory[which][i]);
      }
    }
  }

  private String name(int which, Parameter parameter) {
    return memories.get(which) + "/" + parameter.name();
  }
}
