package org.palaestra.environments.finite;

/**
 * One day at one location of Jack's.
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

  private final CountDraws rented; // a row for each number of cars
  private final CountDraws returned; // one row

  /** {@code [cars, left in the evening, rented]} joint probabilities. */
  private final double[] joint = new double[COUNTS * COUNTS * COUNTS];

  /**
   * A lot.
   *
   * @param requests expected requests a day
   * @param returns expected returns a day
   */
  RentalLot(double requests, double returns) {
    double[][] rentals = new double[COUNTS][];
    for (int cars = 0; cars <= CAPACITY; cars++) {
      rentals[cars] = upTo(cars, requests);
      for (int rented = 0; rented <= cars; rented++) {
        double[] back = upTo(CAPACITY - (cars - rented), returns);
        for (int left = cars - rented; left <= CAPACITY; left++) {
          joint[(cars * COUNTS + left) * COUNTS + rented] =
              rentals[cars][rented] * back[left - (cars - rented)];
        }
      }
    }
    rented = new CountDraws(rentals);
    returned = new CountDraws(new double[][] {upTo(CAPACITY, returns)});
  }

  /** How many of {@code cars} are rented; the lower 32 of {@code bits} are read. */
  int rented(int cars, long bits) {
    return rented.draw(cars, bits);
  }

  /** How many come back, up to {@link #CAPACITY}; the lower 32 of {@code bits} are read. */
  int returned(long bits) {
    return returned.draw(0, bits);
  }

  /** Probability that {@code cars} become {@code left}, and {@code rented} of them were rented. */
  double probability(int cars, int left, int rented) {
    return joint[(cars * COUNTS + left) * COUNTS + rented];
  }

  /** Poisson probabilities of 0 to {@code most}, the last with all that is beyond. */
  private static double[] upTo(int most, double mean) {
    double[] p = new double[most + 1];
    for (int n = 0; n < most; n++) {
      p[n] = poisson(mean, n);
    }
    p[most] = tail(mean, most);
    return p;
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
