package org.palaestra.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.palaestra.environment.CheckerAssert.check;

import java.util.Optional;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.palaestra.view.Canvas;

/** Each mutant breaks one promise of one ability, and the checker names that promise alone. */
class AbilityCheckTest {

  private static void finds(String check, String seen, Supplier<? extends Environment> factory) {
    CheckerAssert.finds(check, seen, Line.spec(), factory);
  }

  // ---- Restorable

  @Test
  void incompleteStateIsFound() {
    class Forgets extends Slider {
      @Override
      public void restore(double[] state, int length) {
        super.restore(state, length);
        speed = 0;
      }
    }
    class Hides extends Slider {
      private int steps;

      @Override
      public void reset(RandomGenerator random) {
        super.reset(random);
        steps = 0;
      }

      @Override
      public double step(float[] action, int offset, RandomGenerator random) {
        steps++;
        return super.step(action, offset, random) - 0.001 * steps;
      }
    }
    CheckerAssert.finds("restore", "is saved after it was restored", Slider.spec(), Forgets::new);
    CheckerAssert.finds("restore", "the reward was", Slider.spec(), Hides::new);
  }

  @Test
  void stateThatIsTooLongIsFound() {
    class Writes extends Line {
      @Override
      public int save(double[] out) {
        out[1] = 2;
        return super.save(out);
      }
    }
    class Returns extends Line {
      @Override
      public int save(double[] out) {
        return super.save(out) + 1;
      }
    }
    finds("restore", "save wrote at index 1, but stateSize() is 1", Writes::new);
    finds("restore", "save returned 2, but stateSize() is 1", Returns::new);
  }

  @Test
  void stateThatIsNotWholeIsFound() {
    class Nan extends Line {
      @Override
      public int save(double[] out) {
        super.save(out);
        out[0] = Double.NaN;
        return 1;
      }
    }
    class Nothing extends Line {
      @Override
      public int save(double[] out) {
        return 1;
      }
    }
    finds("restore", "wrote NaN at index 0", Nan::new);
    finds("restore", "wrote nothing at index 0", Nothing::new);
  }

  @Test
  void saveThatChangesTheStateIsFound() {
    class Mutant extends Slider {
      @Override
      public int save(double[] out) {
        int length = super.save(out);
        speed *= 0.9;
        return length;
      }
    }
    CheckerAssert.finds("restore", "save changes the state", Slider.spec(), Mutant::new);
  }

  @Test
  void stateThatIsNotFiniteMustBeRefused() {
    class Takes extends Slider {
      @Override
      public void restore(double[] state, int length) {
        position = state[0];
        speed = state[1];
      }
    }
    class Trips extends Line {
      @Override
      public void restore(double[] state, int length) {
        cell = new int[] {0, 1, 2, 3, 4, 5, 6}[Double.isNaN(state[0]) ? 9 : (int) state[0]];
      }
    }
    CheckerAssert.finds(
        "restore", "NaN at index 0, restore took it over", Slider.spec(), Takes::new);
    finds("restore", "restore threw java.lang.ArrayIndexOutOfBounds", Trips::new);
  }

  // ---- FiniteMdp

  @Test
  void improperProbabilitiesAreFound() {
    class Leaks extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(
            state, action, (p, next, reward, end) -> visitor.visit(0.9 * p, next, reward, end));
      }
    }
    class Zero extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(state, action, visitor);
        if (state == 2) {
          visitor.visit(0, 3, 0, false);
        }
      }
    }
    class Initial extends Line {
      @Override
      public void initial(InitialVisitor visitor) {
        visitor.visit(0.5, 2);
        visitor.visit(0.4, 3);
      }
    }
    finds("model", "successors(1, 0) gives probabilities that sum to 0.9", Leaks::new);
    finds("model", "successors(2, 0) gives the probability 0.0", Zero::new);
    finds("model", "initial gives probabilities that sum to 0.9", Initial::new);
  }

  @Test
  void impossibleValuesOfAModelAreFound() {
    class State extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(
            state, action, (p, next, reward, end) -> visitor.visit(p, next + 2, reward, end));
      }
    }
    class Reward extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(
            state, action, (p, next, reward, end) -> visitor.visit(p, next, 1 / 0.0, end));
      }
    }
    class None extends Line {
      @Override
      public int states() {
        return 0;
      }
    }
    class Stuck extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        if (state != 4 || action != 1) {
          super.successors(state, action, visitor);
        }
      }
    }
    finds("model", "gives state 7 of 7", State::new);
    finds("model", "gives the reward Infinity", Reward::new);
    finds("model", "states() is 0", None::new);
    finds("model", "state 4 is entered without an end, but has an action without", Stuck::new);
  }

  @Test
  void modelThatDeniesWhatHappensIsFound() {
    class Start extends Line {
      @Override
      public void initial(InitialVisitor visitor) {
        visitor.visit(1, 3);
      }
    }
    class NoSlip extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        if (action == 2 || last(state)) {
          super.successors(state, action, visitor);
        } else {
          int next = action == 1 ? state + 1 : state - 1;
          visitor.visit(1, next, reward(next), last(next));
        }
      }
    }
    class End extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(
            state, action, (p, next, reward, end) -> visitor.visit(p, next, reward, next == 6));
      }
    }
    class Reward extends Line {
      @Override
      public double step(int action, RandomGenerator random) {
        return super.step(action, random) * 2;
      }
    }
    finds("model", "reset began in state", Start::new);
    finds("model", "which the model denies", NoSlip::new);
    finds("model", "state 0 is entered without an end", End::new);
    finds("model", "but the model promises another reward", Reward::new);
  }

  @Test
  void terminalMarkThatDiffersIsFound() {
    class Mutant extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        if (state == 0) {
          visitor.visit(1, 0, 0, false);
        } else {
          super.successors(
              state, action, (p, next, reward, end) -> visitor.visit(p, next, reward, next == 6));
        }
      }
    }
    finds("model", "but the model marks it otherwise", Mutant::new);
  }

  @Test
  void frequencyThatDiffersIsFound() {
    class Slips extends Line {
      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        super.successors(
            state,
            action,
            (p, next, reward, end) -> visitor.visit(p == 1 ? 1 : 1 - p, next, reward, end));
      }
    }
    class Starts extends Line {
      @Override
      public void initial(InitialVisitor visitor) {
        visitor.visit(0.8, 2);
        visitor.visit(0.1, 3);
        visitor.visit(0.1, 4);
      }
    }
    assertThat(check(Line.spec(), Slips::new).findings())
        .singleElement()
        .satisfies(
            finding ->
                assertThat(finding.seen())
                    .containsPattern("successors\\(\\d, \\d\\) gives state \\d with probability"));
    assertThat(check(Line.spec(), Starts::new).findings())
        .singleElement()
        .satisfies(finding -> assertThat(finding.seen()).contains("initial gives state"));
  }

  @Test
  void currentStateThatIsWrongIsFound() {
    class Range extends Line {
      @Override
      public int state() {
        return cell + 1;
      }

      @Override
      public int states() {
        return 5;
      }

      @Override
      public void initial(InitialVisitor visitor) {
        visitor.visit(1, 3);
      }

      @Override
      public void successors(int state, int action, SuccessorVisitor visitor) {
        visitor.visit(1, state, 0, false);
      }

      @Override
      public boolean allowed(int action) {
        return true;
      }

      @Override
      public boolean allowed(int state, int action) {
        return true;
      }
    }
    class Observed extends Line {
      @Override
      public void observe(float[] out, int offset) {
        out[offset] = 6 - cell;
      }
    }
    finds("model", "but there are 5 states", Range::new);
    finds("model", "in state", Observed::new);
  }

  // ---- Masked

  @Test
  void maskWithoutAnyActionIsFound() {
    class Mutant extends Line {
      @Override
      public boolean allowed(int action) {
        return cell != 5;
      }

      @Override
      public <T> Optional<T> ability(Class<T> type) {
        return type == FiniteMdp.class ? Optional.empty() : super.ability(type);
      }
    }
    finds("mask", "no action is allowed, though terminated() is false", Mutant::new);
  }

  @Test
  void maskThatContradictsTheModelIsFound() {
    class Mutant extends Line {
      @Override
      public boolean allowed(int action) {
        return true;
      }
    }
    finds("mask", "allowed(2) is true, but the model's allowed(3, 2) is false", Mutant::new);
  }

  @Test
  void maskThatWaversIsFound() {
    class Mutant extends Line {
      private boolean on;

      @Override
      public boolean allowed(int action) {
        on = !on;
        return action < 2 || on;
      }

      @Override
      public <T> Optional<T> ability(Class<T> type) {
        return type == FiniteMdp.class ? Optional.empty() : super.ability(type);
      }
    }
    finds("mask", "allowed(2) gave", Mutant::new);
  }

  @Test
  void maskOfContinuousActionsIsFound() {
    class Mutant extends Slider implements Masked {
      @Override
      public boolean allowed(int action) {
        return true;
      }
    }
    CheckerAssert.finds("mask", "cannot be masked", Slider.spec(), Mutant::new);
  }

  // ---- Measured

  @Test
  void measuresThatAreNotInOrderAreFound() {
    class Changing extends Line {
      @Override
      public void measure(Sink sink) {
        sink.measure("cell", cell);
        if (cell > 3) {
          sink.measure("right", 1);
        }
      }
    }
    class Nan extends Line {
      @Override
      public void measure(Sink sink) {
        sink.measure("ratio", 0.0 / (cell - 3));
      }
    }
    class Twice extends Line {
      @Override
      public void measure(Sink sink) {
        super.measure(sink);
        sink.measure("cell", cell);
      }
    }
    class Changes extends Slider implements Measured {
      @Override
      public void measure(Sink sink) {
        sink.measure("speed", speed);
        speed = 0;
      }
    }
    finds("measures", "measured [cell", Changing::new);
    finds("measures", "measured ratio = NaN", Nan::new);
    finds("measures", "measured cell twice", Twice::new);
    CheckerAssert.finds("measures", "measure changes the state", Slider.spec(), Changes::new);
  }

  // ---- Viewable

  @Test
  void paintingThatFailsIsFound() {
    class Throws extends Line {
      @Override
      public void paint(Canvas canvas) {
        throw new IllegalStateException("no paint");
      }
    }
    class NoWorld extends Line {
      @Override
      public void paint(Canvas canvas) {
        canvas.circle(1, 1, 1, 0xff000000);
        super.paint(canvas);
      }
    }
    class Nothing extends Line {
      @Override
      public void paint(Canvas canvas) {}
    }
    class Flat extends Line {
      @Override
      public void paint(Canvas canvas) {
        canvas.world(0, 0, 1, 0, 0);
      }
    }
    class Open extends Line {
      @Override
      public void paint(Canvas canvas) {
        super.paint(canvas);
        canvas.beginEntity("ghost", 0, 0, 0, 0);
      }
    }
    class Unopened extends Line {
      @Override
      public void paint(Canvas canvas) {
        super.paint(canvas);
        canvas.endEntity();
      }
    }
    class Nan extends Line {
      @Override
      public void paint(Canvas canvas) {
        super.paint(canvas);
        canvas.line(0, 0, Double.NaN, 1, 0.1, 0);
      }
    }
    class Negative extends Line {
      @Override
      public void paint(Canvas canvas) {
        super.paint(canvas);
        canvas.rectangle(0, 0, -1, 1, 0);
      }
    }
    class Thin extends Line {
      @Override
      public void paint(Canvas canvas) {
        super.paint(canvas);
        canvas.polygon(new double[] {0, 0, 1, 1}, 0);
      }
    }
    finds("exception", "paint threw java.lang.IllegalStateException: no paint", Throws::new);
    finds("painting", "circle came before world", NoWorld::new);
    finds("painting", "nothing was painted", Nothing::new);
    finds("painting", "the world reaches from 0.0 to 1.0 and from 0.0 to 0.0", Flat::new);
    finds("painting", "1 entities were begun and not ended", Open::new);
    finds("painting", "an entity was ended that was not begun", Unopened::new);
    finds("painting", "line was given NaN", Nan::new);
    finds("painting", "rectangle has the size -1.0", Negative::new);
    finds("painting", "a polygon has 4 numbers", Thin::new);
  }

  @Test
  void paintingThatChangesTheStateIsFound() {
    class Mutant extends Slider implements Viewable {
      @Override
      public void paint(Canvas canvas) {
        canvas.world(-1, -1, 1, 1, 0xffffffff);
        position *= 0.5;
      }
    }
    CheckerAssert.finds("painting", "paint changes the state", Slider.spec(), Mutant::new);
  }

  @Test
  void abilityThatGivesNullIsFound() {
    class Mutant extends Line {
      @Override
      @SuppressWarnings("NullAway")
      public <T> Optional<T> ability(Class<T> type) {
        return null;
      }
    }
    assertThat(check(Line.spec(), Mutant::new).findings())
        .anySatisfy(finding -> assertThat(finding.seen()).contains("NullPointerException"));
  }

  // ---- Playable

  /** A line whose moves have names, and how fast it goes. */
  private static class Named extends Line implements Playable {

    private final double rate;
    private final String[] names;

    Named(double rate, String... names) {
      this.rate = rate;
      this.names = names;
    }

    @Override
    public String actionName(int action) {
      return names[action];
    }

    @Override
    public double stepsPerSecond() {
      return rate;
    }
  }

  @Test
  void namesOfActionsAreHeldToTheirPromise() {
    class Drifts extends Named {
      private int steps;

      Drifts() {
        super(0, "left", "right", "jump");
      }

      @Override
      public String actionName(int action) {
        return super.actionName(action) + ++steps;
      }
    }
    assertThat(check(Line.spec(), () -> new Named(8, "left", "right", "jump")).findings())
        .isEmpty();
    assertThat(check(Line.spec(), () -> new Named(8, "left", "right", "jump")).checks())
        .contains("play");
    finds(
        "play",
        "actions 0 and 2 are both called \"left\"",
        () -> new Named(0, "left", "b", "left"));
    finds("play", "actionName(1) is \" \"", () -> new Named(0, "left", " ", "jump"));
    finds("play", "actionName(2) is \"a?b\"", () -> new Named(0, "left", "right", "a\u001bb"));
    finds("play", "actionName(0) is \"xxxx", () -> new Named(0, "x".repeat(41), "b", "c"));
    finds("play", "and after reset [left4", Drifts::new);
    finds("play", "stepsPerSecond() is -1.0", () -> new Named(-1, "a", "b", "c"));
    finds("exception", "actionName threw java.lang.ArrayIndexOutOfBounds", () -> new Named(0, "a"));
  }

  @Test
  void bothEndsOfAContinuousActionAreNamed() {
    class Pushes extends Slider implements Playable {
      private final String name;

      Pushes(String name) {
        this.name = name;
      }

      @Override
      public String actionName(int action) {
        return name;
      }
    }
    assertThat(check(Slider.spec(), () -> new Pushes("left/right")).findings()).isEmpty();
    CheckerAssert.finds(
        "play", "actionName(0) is \"push\"", Slider.spec(), () -> new Pushes("push"));
    CheckerAssert.finds(
        "play", "actionName(0) is \"/right\"", Slider.spec(), () -> new Pushes("/right"));
  }
}
