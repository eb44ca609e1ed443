package org.palaestra.environments.finite;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.environment.FiniteMdp;
import org.palaestra.environment.Masked;
import org.palaestra.environment.Measured;
import org.palaestra.environment.NoEpisodeException;
import org.palaestra.environment.Playable;
import org.palaestra.environment.Restorable;
import org.palaestra.environment.Viewable;
import org.palaestra.space.Discrete;
import org.palaestra.view.Canvas;

/**
 * Move cars between two rental locations over night, so that customers find one.
 *
 * <h2>Description</h2>
 *
 * <p>Jack has two locations. A customer who finds a car pays 10; otherwise the business is lost.
 * Cars can be rented again the day after they were returned. Over night Jack may move up to five
 * cars from one location to the other, for 2 each. Requests and returns are Poisson with means 3
 * and 3 at the first location, 4 and 2 at the second. No more than 20 cars stay at a location;
 * whatever exceeds them goes back to the company and is gone. The task goes on for ever and is
 * discounted by 0.9.
 *
 * <h2>Actions</h2>
 *
 * <table>
 *   <caption>11 discrete; moves of more cars than there are, are masked</caption>
 *   <tr><th>action</th><th>meaning</th></tr>
 *   <tr><td>0 … 4</td><td>move 5 … 1 cars from the second location to the first</td></tr>
 *   <tr><td>5</td><td>move none</td></tr>
 *   <tr><td>6 … 10</td><td>move 1 … 5 cars from the first location to the second</td></tr>
 * </table>
 *
 * <h2>Observation</h2>
 *
 * <table>
 *   <caption>discrete: the number of the state</caption>
 *   <tr><th>index</th><th>what</th><th>unit</th><th>low</th><th>high</th></tr>
 *   <tr><td>0</td><td>21 · cars at the first location + cars at the second, in the evening</td>
 *       <td>–</td><td>0</td><td>440</td></tr>
 * </table>
 *
 * <h2>Reward</h2>
 *
 * <p>10 for each rental of the day, less 2 for each car moved in the night before.
 *
 * <h2>Start</h2>
 *
 * <p>With 10 cars at each location.
 *
 * <h2>End</h2>
 *
 * <p>Never terminated. Truncated after 100 days, a limit of our own, after which little is left of
 * the book's discount.
 *
 * <h2>Version history</h2>
 *
 * <ul>
 *   <li>v1: the first.
 * </ul>
 *
 * <h2>Source</h2>
 *
 * <p>R. Sutton and A. Barto, "Reinforcement Learning: An Introduction", second edition, 2018,
 * example 4.2 and figure 4.2.
 */
public final class JacksCarRental
    implements FiniteMdp, Restorable, Masked, Measured, Playable, Viewable {

  /** The id under which it is registered. */
  public static final String ID = "JacksCarRental-v1";

  private static final int CAPACITY = RentalLot.CAPACITY;
  private static final int COUNTS = CAPACITY + 1;
  private static final int MOST_MOVED = 5;
  private static final int COST = 2;

  private final Discrete observations = new Discrete(COUNTS * COUNTS);
  private final Discrete actions = new Discrete(2 * MOST_MOVED + 1);
  private final RentalLot firstLot = new RentalLot(3, 3);
  private final RentalLot secondLot = new RentalLot(4, 2);
  private int first = CAPACITY / 2;
  private int second = CAPACITY / 2;
  private boolean begun;

  /** Two locations with 10 cars each. */
  public JacksCarRental() {}

  @Override
  public Discrete observationSpace() {
    return observations;
  }

  @Override
  public Discrete actionSpace() {
    return actions;
  }

  @Override
  public void reset(RandomGenerator random) {
    first = CAPACITY / 2;
    second = CAPACITY / 2;
    begun = true;
  }

  @Override
  public double step(int action, RandomGenerator random) {
    if (!begun) {
      throw new NoEpisodeException("JacksCarRental");
    }
    if (action < 0 || action > 2 * MOST_MOVED) {
      throw new IllegalArgumentException(
          "action must be from 0 to " + 2 * MOST_MOVED + ", got " + action);
    }
    int moved = action - MOST_MOVED;
    if (moved > first || -moved > second) {
      throw new IllegalArgumentException(
          "action %d is not allowed with %d and %d cars; %s"
              .formatted(
                  action, first, second, AllowedActions.describe(actions.n(), this::allowed)));
    }
    int here = Math.min(CAPACITY, first - moved);
    int there = Math.min(CAPACITY, second + moved);
    long requests = random.nextLong();
    long returns = random.nextLong();
    int rentedHere = firstLot.rented(here, requests);
    int rentedThere = secondLot.rented(there, requests >>> 32);
    first = Math.min(CAPACITY, here - rentedHere + firstLot.returned(returns));
    second = Math.min(CAPACITY, there - rentedThere + secondLot.returned(returns >>> 32));
    return RentalLot.FEE * (rentedHere + rentedThere) - COST * Math.abs(moved);
  }

  @Override
  public boolean terminated() {
    return false;
  }

  @Override
  public void observe(float[] out, int offset) {
    out[offset] = state();
  }

  @Override
  public boolean allowed(int action) {
    return allowed(state(), action);
  }

  @Override
  public int states() {
    return COUNTS * COUNTS;
  }

  @Override
  public int state() {
    return COUNTS * first + second;
  }

  @Override
  public void initial(InitialVisitor visitor) {
    visitor.visit(1, COUNTS * (CAPACITY / 2) + CAPACITY / 2);
  }

  @Override
  public boolean allowed(int state, int action) {
    int moved = action - MOST_MOVED;
    return moved <= state / COUNTS && -moved <= state % COUNTS;
  }

  /** {@inheritDoc} For each next state it gives each sum of rentals that may lead there. */
  @Override
  public void successors(int state, int action, SuccessorVisitor visitor) {
    if (!allowed(state, action)) {
      return;
    }
    int moved = action - MOST_MOVED;
    int here = Math.min(CAPACITY, state / COUNTS - moved);
    int there = Math.min(CAPACITY, state % COUNTS + moved);
    double[] total = new double[2 * CAPACITY + 1]; // by rentals at both locations
    for (int left = 0; left <= CAPACITY; left++) {
      for (int right = 0; right <= CAPACITY; right++) {
        Arrays.fill(total, 0);
        for (int i = Math.max(0, here - left); i <= here; i++) {
          double p = firstLot.probability(here, left, i);
          for (int j = Math.max(0, there - right); j <= there; j++) {
            total[i + j] += p * secondLot.probability(there, right, j);
          }
        }
        for (int rented = 0; rented <= here + there; rented++) {
          if (total[rented] > 0) {
            int income = RentalLot.FEE * rented - COST * Math.abs(moved);
            visitor.visit(total[rented], COUNTS * left + right, income, false);
          }
        }
      }
    }
  }

  @Override
  public int stateSize() {
    return 2;
  }

  /** Writes the cars at either location. */
  @Override
  public int save(double[] out) {
    out[0] = first;
    out[1] = second;
    return 2;
  }

  @Override
  public void restore(double[] state, int length) {
    if (length != 2) {
      throw new IllegalArgumentException(
          "JacksCarRental has a state of 2 values, the cars at either location, got "
              + length
              + " values");
    }
    for (int i = 0; i < 2; i++) {
      if (!(state[i] >= 0 && state[i] <= CAPACITY) || state[i] != (int) state[i]) {
        throw new IllegalArgumentException(
            "JacksCarRental: cars must be a whole number from 0 to %d, got %s"
                .formatted(CAPACITY, state[i]));
      }
    }
    first = (int) state[0];
    second = (int) state[1];
    begun = true;
  }

  /** Gives the cars at either location. */
  @Override
  public void measure(Sink sink) {
    sink.measure("first", first);
    sink.measure("second", second);
  }

  @Override
  public String actionName(int action) {
    int cars = Math.abs(action - MOST_MOVED);
    return cars == 0
        ? "move none"
        : cars + (action < MOST_MOVED ? " to the first" : " to the second");
  }

  @Override
  public void paint(Canvas canvas) {
    CarRentalScene.paint(canvas, CAPACITY, first, second);
  }
}
