package org.palaestra.playback;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Playable;
import org.palaestra.environment.StepBatch;
import org.palaestra.environment.VectorEnvironment;
import org.palaestra.settings.InvalidInputException;
import org.palaestra.space.Box;
import org.palaestra.training.ActionLog;

/**
 * A person who plays some episodes with a keyboard, without a toolkit. It is told which keys go
 * down and up and how much time goes by, and gives a {@link Status}: the same calls give the same
 * episodes, action by action. Not safe for use by several threads at once.
 *
 * <p>Where an environment goes at so many steps a second ({@link Playable#stepsPerSecond}) or its
 * actions are continuous, time goes by: an episode begins with the first key, each step takes what
 * the held keys choose, and without a key it takes the action that does nothing, or the last one
 * again if there is none. Everywhere else each key is a step.
 */
public final class PlaySession implements AutoCloseable {

  /** How the session stands. */
  public enum Phase {
    /** An episode begins with the next key. */
    READY,
    /** An episode goes on. */
    PLAYING,
    /** An episode has ended; the return key or the space bar leads on. */
    OVER,
    /** Everything is played and seen. */
    DONE
  }

  /**
   * How things stand.
   *
   * @param frame the latest
   * @param phase what is going on
   * @param paused whether the person has stopped it
   * @param realTime whether time goes by
   * @param speed times as fast as the environment's own rate
   * @param returns of the episodes that are over
   * @param episodes how many there are to play
   * @param message what the person should know just now; mostly empty
   * @param typed what was typed of a number
   * @param chosen number of the last action of the episode; −1 if there is none
   * @param forbidden numbers of the actions that are not allowed now
   */
  public record Status(
      Frame frame,
      Phase phase,
      boolean paused,
      boolean realTime,
      double speed,
      List<Double> returns,
      int episodes,
      String message,
      String typed,
      int chosen,
      Set<Integer> forbidden) {

    /** Copies. */
    public Status {
      returns = List.copyOf(returns);
      forbidden = Set.copyOf(forbidden);
    }

    /** Whether every episode has been played to its end. */
    public boolean complete() {
      return returns.size() == episodes;
    }
  }

  /** Seconds after an end before a key leads on, so that a hasty one does not. */
  static final double LINGER = 0.5;

  private static final double MESSAGE_SECONDS = 2;
  private static final double FASTEST = 64;
  private static final int MOST_DIGITS = 8;

  private final VectorEnvironment environment;
  private final Playback playback;
  private final List<String> names;
  private final boolean realTime;
  private final double rate;
  private final double speed;
  private final KeyMap keys;
  private final Pacer pacer;
  private final int episodes;
  private final ActionLog log;
  private final ActionBatch next;

  private final HeldKeys held = new HeldKeys();
  private final List<Character> typed = new ArrayList<>();
  private final List<Double> returns = new ArrayList<>();
  private Phase phase;
  private boolean paused;
  private boolean acted; // in this episode
  private double sinceEnd;
  private double slowest = Double.POSITIVE_INFINITY;
  private String message = "";
  private double messageSeconds;

  /**
   * At the first state of the first episode.
   *
   * @param environment one copy, which {@link #close} closes
   * @param seeds of the episodes, at least one
   * @param speed times as fast as the environment's own rate, above 0 and at most 64
   * @throws InvalidInputException if the speed is out of range or there are not enough keys
   */
  public PlaySession(VectorEnvironment environment, long[] seeds, double speed) {
    if (!(speed > 0 && speed <= FASTEST)) {
      throw new InvalidInputException(
          "--speed must be above 0 and at most %.0f, got %s".formatted(FASTEST, speed));
    }
    if (seeds.length == 0) {
      throw new IllegalArgumentException("there must be at least 1 episode to play");
    }
    this.environment = environment;
    this.speed = speed;
    episodes = seeds.length;
    Optional<Playable> playable = environment.ability(0, Playable.class);
    boolean continuous = environment.actionSpace() instanceof Box;
    double own = playable.map(Playable::stepsPerSecond).orElse(0.0);
    rate = own > 0 ? own : Pacer.DEFAULT_RATE;
    names = playable.map(named -> KeyMap.names(environment.actionSpace(), named)).orElse(List.of());
    boolean goesBy = continuous || own > 0;
    keys = KeyMap.of(environment.actionSpace(), names, goesBy);
    realTime = goesBy && !(keys instanceof TypedKeys);
    pacer = new Pacer(rate * speed);
    log = new ActionLog(environment.actionSpace(), episodes);
    next = new ActionBatch(environment.actionSpace(), 1);
    phase = firstPhase();
    long[] copied = seeds.clone();
    playback =
        new Playback(
            environment,
            copies -> this::act,
            // The environment begins another episode behind the last one, which nobody plays.
            (copy, episode) -> copied[(int) Math.min(episode, copied.length - 1)]);
  }

  private Phase firstPhase() {
    return realTime ? Phase.READY : Phase.PLAYING;
  }

  /** What the playback asks for each step. */
  private void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    System.arraycopy(next.indices, 0, out.indices, 0, next.indices.length);
    System.arraycopy(next.values, 0, out.values, 0, next.values.length);
    log.add(returns.size(), out, 0);
  }

  /** What is played. */
  public EnvironmentSpec spec() {
    return environment.spec();
  }

  /** Which keys do what. */
  public KeyMap keys() {
    return keys;
  }

  /** Steps a second at the speed that was asked for; where it waits, as fast as it is shown. */
  public double stepsPerSecond() {
    return rate * speed;
  }

  /** Times as fast as {@link #stepsPerSecond}, by what the person has changed since. */
  public double pace() {
    return pacer.speed();
  }

  /** How things stand. */
  public Status status() {
    return new Status(
        playback.frame(),
        phase,
        paused,
        realTime,
        speed * pacer.speed(),
        returns,
        episodes,
        message,
        typedText(),
        acted && next.indices.length > 0 ? next.indices[0] : -1,
        forbidden());
  }

  private Set<Integer> forbidden() {
    boolean[] allowed = environment.current().allowed;
    Set<Integer> forbidden = new LinkedHashSet<>();
    for (int action = 0; action < allowed.length && phase == Phase.PLAYING; action++) {
      if (!allowed[action]) {
        forbidden.add(action);
      }
    }
    return forbidden;
  }

  private String typedText() {
    StringBuilder text = new StringBuilder();
    typed.forEach(text::append);
    return text.toString();
  }

  /** What was done so far, one episode after the other. */
  public ActionLog log() {
    return log;
  }

  /**
   * The returns of all episodes.
   *
   * @throws IllegalStateException before all are over
   */
  public double[] returns() {
    if (returns.size() < episodes) {
      throw new IllegalStateException(
          "%d of %d episodes are over".formatted(returns.size(), episodes));
    }
    return returns.stream().mapToDouble(Double::doubleValue).toArray();
  }

  /** The lowest speed at which a step was taken; empty where time does not go by. */
  public Optional<Double> slowest() {
    return slowest == Double.POSITIVE_INFINITY ? Optional.empty() : Optional.of(slowest);
  }

  /** A key goes down. */
  public void press(char key) {
    if (paused || phase == Phase.DONE) {
      return;
    }
    if (phase == Phase.OVER) {
      if ((key == KeyMap.ENTER || key == KeyMap.SPACE) && sinceEnd >= LINGER) {
        goOn();
      }
    } else if (!keys.bound(key)) {
      return;
    } else if (keys instanceof TypedKeys) {
      type(key);
    } else if (realTime) {
      held.press(key);
      phase = Phase.PLAYING;
    } else if (keys.choose(List.of(key), next)) {
      stepIfAllowed();
    }
  }

  /** A key goes up. */
  public void release(char key) {
    held.release(key);
  }

  /** Nobody holds a key any longer, as when the window lost the keyboard. */
  public void releaseAll() {
    held.releaseAll();
  }

  private void type(char key) {
    if (key == KeyMap.ERASE) {
      if (!typed.isEmpty()) {
        typed.remove(typed.size() - 1);
      }
    } else if (key != KeyMap.ENTER) {
      if (typed.size() < MOST_DIGITS) {
        typed.add(key);
      }
    } else if (!typed.isEmpty()) {
      if (keys.choose(typed, next)) {
        stepIfAllowed();
      } else {
        say("there is no " + typedText());
      }
      typed.clear();
    }
  }

  /** Lets time go by. */
  public void advance(double seconds) {
    messageSeconds -= seconds;
    if (messageSeconds <= 0) {
      message = "";
    }
    sinceEnd += seconds;
    if (realTime && phase == Phase.PLAYING) {
      pacer.advance(seconds, this::due, () -> phase == Phase.PLAYING);
    }
  }

  private void due() {
    if (!keys.choose(held.take(), next) && !keys.idle(next) && !acted) {
      phase = Phase.READY; // such as one of two keys that count together only
      return;
    }
    if (!allowed(next)) {
      refuse();
      if (!keys.idle(next) || !allowed(next)) {
        next.indices[0] = firstAllowed();
      }
    }
    slowest = Math.min(slowest, speed * pacer.speed());
    step();
  }

  private int firstAllowed() {
    boolean[] allowed = environment.current().allowed;
    for (int action = 0; action < allowed.length; action++) {
      if (allowed[action]) {
        return action;
      }
    }
    return 0;
  }

  private boolean allowed(ActionBatch action) {
    boolean[] allowed = environment.current().allowed;
    return allowed.length == 0 || allowed[action.indices[0]];
  }

  private void refuse() {
    int action = next.indices[0];
    say((action < names.size() ? names.get(action) : "action " + action) + " is not allowed now");
  }

  private void say(String text) {
    message = text;
    messageSeconds = MESSAGE_SECONDS;
  }

  private void stepIfAllowed() {
    if (allowed(next)) {
      step();
    } else {
      refuse();
    }
  }

  private void step() {
    playback.step();
    acted = true;
    if (playback.ended()) {
      returns.add(playback.frame().episodeReturn());
      phase = Phase.OVER;
      sinceEnd = 0;
      held.forgetTaps();
    }
  }

  /** To the next episode, or to the end. */
  private void goOn() {
    if (returns.size() == episodes) {
      phase = Phase.DONE;
      return;
    }
    playback.step();
    acted = false;
    phase = firstPhase();
    pacer.clear();
    releaseAll();
    Arrays.fill(next.indices, 0);
  }

  /** Stops time, or lets it go on. */
  public void pause(boolean wanted) {
    if (phase != Phase.DONE) {
      paused = wanted;
      pacer.pause(wanted);
      releaseAll();
    }
  }

  /** Doubles the speed. */
  public void faster() {
    pacer.faster();
  }

  /** Halves the speed. */
  public void slower() {
    pacer.slower();
  }

  /** Closes the environment. */
  @Override
  public void close() {
    playback.close();
  }
}
