package org.palaestra.nn;

import java.util.List;

/** The values of a parameter. */
final class Learned implements OperationWithOutput {

  private final Parameter parameter;
  private final Tensor y;

  Learned(Parameter parameter, Tensor y) {
    this.parameter = parameter;
    this.y = y;
  }

  @Override
  public String name() {
    return "learned " + parameter.name();
  }

  @Override
  public List<Parameter> parameters() {
    return List.of(parameter);
  }

  @Override
  public Tensor output() {
    return y;
  }

  @Override
  public void forward() {
    System.arraycopy(parameter.value(), 0, y.value(), 0, y.size());
  }

  @Override
  public void backward() {
    if (parameter.frozen()) {
      return;
    }
    float[] dy = y.gradient();
    float[] gradient = parameter.gradient();
    for (int i = 0; i < y.size(); i++) {
      gradient[i] += dy[i];
    }
  }
}
