package org.palaestra.app.diagnosis;

import java.util.List;

/**
 * One training on a probe and what came of it.
 *
 * @param seed root of all chance
 * @param steps environment steps in all
 * @param measures what is compared
 * @param states what the finished policy says in each state that is asked about
 * @param earned mean return of the last episodes while it learned
 * @param leak how far what was seen before changes what is thought at the start of an episode
 * @param problem what stopped it, or empty
 */
record Trial(
    long seed,
    long steps,
    List<Measure> measures,
    List<State> states,
    double earned,
    double leak,
    String problem) {

  /**
   * One state.
   *
   * @param answer of the finished policy
   * @param untrained the value that it told before it learned, NaN if none
   * @param action what it does on average: an index or a number
   */
  record State(Answer answer, double untrained, double action) {

    double value() {
      return answer.value();
    }
  }

  Trial {
    measures = List.copyOf(measures);
    states = List.copyOf(states);
  }

  static Trial stopped(long seed, long steps, String problem) {
    return new Trial(seed, steps, List.of(), List.of(), Double.NaN, 0, problem);
  }

  boolean passed() {
    return problem.isEmpty() && measures.stream().allMatch(Measure::right);
  }
}
