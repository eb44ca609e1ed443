package org.palaestra.agents.planning;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.space.Discrete;
import org.palaestra.space.Space;

/** A recorded transition table as a model to plan on. */
final class TableMdp implements FiniteMdp {

  private final JsonNode table;

  TableMdp(JsonNode table) {
    this.table = table;
  }

  @Override
  public int states() {
    return table.path("states").asInt();
  }

  @Override
  public Discrete actionSpace() {
    return new Discrete(table.path("actions").asInt());
  }

  @Override
  public void successors(int state, int action, SuccessorVisitor visitor) {
    for (JsonNode part : table.path("transitions").get(state).get(action)) {
      visitor.visit(
          part.get(0).asDouble(),
          part.get(1).asInt(),
          part.get(2).asDouble(),
          part.get(3).asBoolean());
    }
  }

  @Override
  public void initial(InitialVisitor visitor) {
    visitor.visit(1, 0);
  }

  @Override
  public Space observationSpace() {
    return new Discrete(states());
  }

  @Override
  public int state() {
    throw new AssertionError("a planner does not step its model");
  }

  @Override
  public double step(int action, RandomGenerator random) {
    throw new AssertionError("a planner does not step its model");
  }

  @Override
  public void reset(RandomGenerator random) {
    throw new AssertionError("a planner does not step its model");
  }

  @Override
  public boolean terminated() {
    throw new AssertionError("a planner does not step its model");
  }

  @Override
  public void observe(float[] out, int offset) {
    throw new AssertionError("a planner does not step its model");
  }
}
