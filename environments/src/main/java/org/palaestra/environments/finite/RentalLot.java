package org.palaestra.environments.finite;

/**
 * One day at one location of Jack's: a Markov chain over the cars in the morning, whose reward is
 * what their rental earns.
 *
 * <p>Requests and returns are Poisson. Whoever finds no car left goes away, and whatever exceeds
 * the lot is driven off; so the tails of both distributions fall together into one outcome each,
 * and nothing is cut off.
 */
final class RentalLot {

  /** Most cars that stay over night. */
  static final int CAPACITY = 20;

  /** What a rental earns. */
  static final int FEE = 10;

  private static final int COUNTS = CAPACITY + 1;

  /** The chain: states are cars, its only action is to open. */
  final TransitionTable day;

  /** {@code [cars, left in the evening, rented]} joint probabilities. */
  private final double[] joint = new double[COUNTS * COUNTS * COUNTS];

  /**
   * A lot.
   *
   * @param requests expected requests a day
   * @param returns expected returns a day
   */
  RentalLot(double requests, double returns) {
    TransitionTableBuilder table = TransitionTable.builder(COUNTS, 1).start(CAPACITY / 2, 1);
    for (int cars = 0; cars <= CAPACITY; cars++) {
      for (int rented = 0; rented <= cars; rented++) {
        double demand = rented < cars ? poisson(requests, rented) : tail(requests, cars);
        for (int left = cars - rented; left <= CAPACITY; left++) {
          int back = left - (cars - rented);
          double p = demand * (left < CAPACITY ? poisson(returns, back) : tail(returns, back));
          table.outcome(cars, 0, p, left, FEE * rented);
          joint[(cars * COUNTS + left) * COUNTS + rented] = p;
        }
      }
    }
    day = table.build();
  }

  /** Probability that {@code cars} become {@code left}, and {@code rented} of them were rented. */
  double probability(int cars, int left, int rented) {
    return joint[(cars * COUNTS + left) * COUNTS + rented];
  }

  private static double poisson(double mean, int n) {
    double p = StrictMath.exp(-mean);
    for (int i = 1; i <= n; i++) {
      p *= mean / i;
    }
    return p;
  }

  /** Probability of {@code n} or more, added up so that small ones keep their digits. */
  private static double tail(double mean, int n) {
    double sum = 0;
    double term = poisson(mean, n);
    for (int i = n + 1; sum + term != sum; i++) {
      sum += term;
      term *= mean / i;
    }
    return sum;
  }
}
