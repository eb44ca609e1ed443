package org.palaestra.environment;

import org.palaestra.random.RandomStream;
import org.palaestra.space.Box;

/**
 * Plays many episodes, at random and with one action held, and looks at every observation, reward
 * and end.
 */
final class EpisodeCheck {

  private static final int MOST_HELD = 8;

  /** Steps after which an episode that has not ended looks endless. */
  private static final int LONG = 1000;

  private final Examination exam;
  private final Subject subject;
  private final ActionBatch action;
  private final int longest;
  private int ended;
  private int cut;
  private int longestCut;
  private int policies;
  private int shortestEpisode = Integer.MAX_VALUE;
  private int longestEpisode;
  private int taken;

  private EpisodeCheck(Examination exam) {
    this.exam = exam;
    subject = exam.subject();
    action = new ActionBatch(subject.actions(), 1);
    longest = Math.max(50, exam.steps() / 4);
  }

  static void run(Examination exam) {
    new EpisodeCheck(exam).run();
  }

  private void run() {
    RandomStream chance = new RandomStream(exam.seed("policy", 1));
    long episode = 0;
    while (taken < exam.steps() && !exam.outOfTime()) {
      play(exam.seed("episode", episode++), () -> subject.choose(chance, action));
    }
    policies = 1;
    for (int held = 0; held < held() && !exam.outOfTime(); held++) {
      int which = held;
      play(exam.seed("episode", episode++), () -> hold(which, chance));
      policies++;
    }
    judgeEnds();
  }

  private int held() {
    return subject.actions() instanceof Box ? 2 : Math.min(MOST_HELD, subject.actionCount());
  }

  private void hold(int which, RandomStream chance) {
    if (subject.actions() instanceof Box box) {
      float[] bound = which == 0 ? box.low() : box.high();
      for (int i = 0; i < bound.length; i++) {
        action.values[i] = Float.isFinite(bound[i]) ? bound[i] : which == 0 ? -1 : 1;
      }
    } else if (subject.allowed(which)) {
      action.indices[0] = which;
    } else {
      subject.choose(chance, action);
    }
  }

  private void play(long seed, Runnable choose) {
    subject.reset(seed);
    taken++;
    look();
    if (subject.terminated()) {
      exam.error(
          "terminated() is true right after reset (%s)".formatted(exam.place()),
          "let reset begin a state from which at least one step can be taken");
      return;
    }
    int length = 0;
    while (length < longest && !exam.outOfTime()) {
      choose.run();
      double reward = subject.step(action);
      length++;
      taken++;
      if (!Float.isFinite((float) reward)) {
        exam.error(
            "step returned the reward %s (%s)".formatted(reward, exam.place()),
            "return a finite reward that a float can hold");
      }
      look();
      if (subject.terminated()) {
        ended++;
        shortestEpisode = Math.min(shortestEpisode, length);
        longestEpisode = Math.max(longestEpisode, length);
        return;
      }
    }
    cut++;
    longestCut = Math.max(longestCut, length);
  }

  private void look() {
    Subject.Problem problem = subject.examineObservation();
    if (problem != null) {
      exam.error(problem.seen(), problem.fix());
    }
  }

  private void judgeEnds() {
    if (ended == 0 && exam.spec().timeLimit() == 0) {
      judgeEndless();
    }
    boolean choice = subject.actions() instanceof Box || subject.actionCount() > 1;
    if (choice && cut == 0 && ended >= 4 && policies > 2) {
      if (shortestEpisode == longestEpisode && longestEpisode >= 2) {
        exam.hint(
            "all %d episodes ended after exactly %d steps, whatever was done"
                .formatted(ended, longestEpisode),
            "if that is a time limit, move it from the environment to its definition, which"
                + " truncates without ending the process");
      }
    }
  }

  private void judgeEndless() {
    if (longestCut >= LONG) {
      exam.warning(
          "none of %d episodes ended within %d steps, and there is no time limit"
              .formatted(cut, longestCut),
          "give the definition a time limit, or let terminated() become true at the goal");
    } else if (longestCut > 0) {
      exam.note(
          "no episode ended within %d steps, too few to tell whether one ever does; give more steps"
                  .formatted(longestCut)
              + " or time");
    }
  }
}
