package org.palaestra.agents.search;

import org.palaestra.store.Stateful;

/** Looks for the point of the greatest value of a function that can only be asked. */
interface Search extends Stateful {

  /** Points that are asked about together. */
  int population();

  /** Writes one point of the population, {@code [n]}. */
  void candidate(int index, float[] into);

  /** Takes what each point of the population is worth, {@code [population]}, and makes another. */
  void tell(double[] worth);

  /** Writes the point that is thought best, {@code [n]}. */
  void best(float[] into);
}
