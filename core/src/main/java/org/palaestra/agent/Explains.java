package org.palaestra.agent;

/** An actor that can say why it acts as it does, for the viewer. */
public interface Explains {

  /** Takes named rows of numbers. */
  interface Explanation {

    /** {@code [A]} value of each action; the array is valid during the call only. */
    void actionValues(float[] values);

    /** {@code [A]} probability of each action; the array is valid during the call only. */
    void probabilities(float[] probabilities);

    /** Value of the state. */
    void stateValue(double value);
  }

  /** Explains the last choice for {@code copy}. */
  void explain(int copy, Explanation out);
}
