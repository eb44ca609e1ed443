package org.palaestra.environment;

import org.palaestra.random.RandomStream;

/** {@link Viewable}: every state can be painted, and painting changes nothing. */
final class PaintCheck {

  private PaintCheck() {}

  static void run(Examination exam) {
    Subject subject = exam.subject();
    if (subject.ability(Viewable.class).isEmpty()) {
      exam.notApplicable();
      return;
    }
    ActionBatch action = new ActionBatch(subject.actions(), 1);
    RandomStream chance = new RandomStream(exam.seed("policy", 8));
    for (int episode = 0; episode < 4; episode++) {
      subject.reset(exam.seed("paint", episode));
      for (int step = 0; step < 100 && !exam.outOfTime(); step++) {
        paint(exam, subject);
        if (subject.terminated()) {
          break;
        }
        subject.choose(chance, action);
        subject.step(action);
      }
    }
    Trace trace = exam.trace();
    if (trace != null) {
      Subject painted = exam.subject();
      String difference =
          trace.replay(
              painted,
              frame -> {
                if (frame > 0 && !exam.outOfTime()) {
                  paint(exam, painted);
                }
              });
      if (difference != null) {
        exam.error(
            "paint changes the state: after it, " + difference,
            "let paint read fields and set none");
      }
    }
  }

  private static void paint(Examination exam, Subject subject) {
    Viewable viewable = subject.ability(Viewable.class).orElseThrow();
    StrictCanvas canvas = new StrictCanvas();
    subject.run("paint", () -> viewable.paint(canvas));
    canvas.end();
    String problem = canvas.problem();
    if (problem != null) {
      exam.error("%s (%s)".formatted(problem, exam.place()), canvas.fix());
    }
  }
}
