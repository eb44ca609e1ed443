package org.palaestra.agents.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.store.MismatchException;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * What was tried from a state on: a tree of nodes, which are states on the way there, in flat
 * arrays that grow up to a bound. Node 0 is the root. An action of a node leads to as many nodes as
 * different states came of it, which are told apart by a hash of 64 bits.
 *
 * <p>Actions are chosen as UCB1 has it (Auer, Cesa-Bianchi and Fischer, 2002), on returns scaled to
 * [0, 1] by the smallest and the greatest that was seen.
 */
final class SearchTree implements Stateful {

  /** No node. */
  static final int NONE = -1;

  private static final int FIRST_CAPACITY = 64;

  private final int actions;
  private final int bound;
  private int size;

  /** {@code [M]} N(s), how often an action was tried in the node. */
  private int[] visits = new int[FIRST_CAPACITY];

  /** {@code [M, A]} N(s, a), or −1 where the action is not allowed. */
  private int[] tried;

  /** {@code [M, A]} sum of the returns that followed. */
  private double[] total;

  /** {@code [M, A]} the newest node that the action led to. */
  private int[] child;

  /** {@code [M]} the next node that the same action led to. */
  private int[] sibling = new int[FIRST_CAPACITY];

  /** {@code [M]} tells states apart. */
  private long[] hash = new long[FIRST_CAPACITY];

  /** {@code [M]} scratch: which node of another tree a node was. */
  private int[] former = new int[FIRST_CAPACITY];

  /** Smallest and greatest return seen. */
  private final double[] range = new double[2];

  /**
   * An empty tree.
   *
   * @param actions A
   * @param bound largest number of nodes, at least 1
   */
  SearchTree(int actions, int bound) {
    this.actions = actions;
    this.bound = bound;
    tried = new int[FIRST_CAPACITY * actions];
    total = new double[FIRST_CAPACITY * actions];
    child = new int[FIRST_CAPACITY * actions];
    clear();
  }

  void clear() {
    size = 0;
    range[0] = Double.POSITIVE_INFINITY;
    range[1] = Double.NEGATIVE_INFINITY;
  }

  /** Number of nodes. */
  int size() {
    return size;
  }

  boolean full() {
    return size == bound;
  }

  /** A new node without parent; all actions are allowed. */
  int add(long state) {
    if (full()) {
      throw new IllegalStateException("the tree has all its %d nodes".formatted(bound));
    }
    reserve(size + 1);
    int node = size++;
    visits[node] = 0;
    sibling[node] = NONE;
    hash[node] = state;
    int from = node * actions;
    Arrays.fill(tried, from, from + actions, 0);
    Arrays.fill(total, from, from + actions, 0);
    Arrays.fill(child, from, from + actions, NONE);
    return node;
  }

  /** A new node that {@code a} led to in {@code parent}. */
  int add(int parent, int a, long state) {
    int node = add(state);
    sibling[node] = child[parent * actions + a];
    child[parent * actions + a] = node;
    return node;
  }

  void forbid(int node, int a) {
    tried[node * actions + a] = -1;
  }

  private void reserve(int nodes) {
    if (nodes <= visits.length) {
      return;
    }
    int capacity = Math.max(nodes, Math.min(bound, 2 * visits.length));
    visits = Arrays.copyOf(visits, capacity);
    sibling = Arrays.copyOf(sibling, capacity);
    hash = Arrays.copyOf(hash, capacity);
    former = Arrays.copyOf(former, capacity);
    int rows = Math.multiplyExact(capacity, actions);
    tried = Arrays.copyOf(tried, rows);
    total = Arrays.copyOf(total, rows);
    child = Arrays.copyOf(child, rows);
  }

  /** The node of a state that {@code a} led to, or {@link #NONE} if it did not so far. */
  int find(int node, int a, long state) {
    int next = child[node * actions + a];
    while (next != NONE && hash[next] != state) {
      next = sibling[next];
    }
    return next;
  }

  /**
   * Chooses what to try: an action that was not, each equally likely, else the first of the
   * greatest
   *
   * <pre>(Q(s, a) − low) / (high − low) + c √(ln N(s) / N(s, a))</pre>
   *
   * @param c how much is explored, at least 0
   */
  int select(int node, double c, RandomGenerator random) {
    int from = node * actions;
    int chosen = NONE;
    int untried = 0;
    for (int a = 0; a < actions; a++) {
      if (tried[from + a] == 0 && random.nextInt(++untried) == 0) {
        chosen = a;
      }
    }
    if (chosen != NONE) {
      return chosen;
    }
    double log = StrictMath.log(visits[node]);
    double scale = range[1] > range[0] ? 1 / (range[1] - range[0]) : 0;
    double best = Double.NEGATIVE_INFINITY;
    for (int a = 0; a < actions; a++) {
      int n = tried[from + a];
      if (n > 0) {
        double q = scale == 0 ? 0 : (total[from + a] / n - range[0]) * scale;
        double score = q + c * Math.sqrt(log / n);
        if (score > best) {
          best = score;
          chosen = a;
        }
      }
    }
    if (chosen == NONE) {
      throw new IllegalStateException("no action is allowed");
    }
    return chosen;
  }

  /** Takes the return that followed an action. */
  void backUp(int node, int a, double g) {
    visits[node]++;
    tried[node * actions + a]++;
    total[node * actions + a] += g;
    range[0] = Math.min(range[0], g);
    range[1] = Math.max(range[1], g);
  }

  /** The action of the greatest mean return, of equals the one tried most, and of those any. */
  int best(int node, RandomGenerator random) {
    int chosen = NONE;
    int ties = 1;
    for (int a = 0; a < actions; a++) {
      int n = tried[node * actions + a];
      if (n <= 0) {
        continue;
      }
      double difference = chosen == NONE ? 1 : value(node, a) - value(node, chosen);
      if (difference == 0) {
        difference = n - tries(node, chosen);
      }
      if (difference > 0) {
        chosen = a;
        ties = 1;
      } else if (difference == 0 && random.nextInt(++ties) == 0) {
        chosen = a;
      }
    }
    return chosen;
  }

  /** Q(s, a), the mean return after an action, NaN if it was never tried. */
  double value(int node, int a) {
    int n = tries(node, a);
    return n == 0 ? Double.NaN : total[node * actions + a] / n;
  }

  /** The mean return after whatever was tried in a node, NaN if nothing was. */
  double value(int node) {
    double sum = 0;
    for (int a = 0; a < actions; a++) {
      sum += total[node * actions + a];
    }
    return sum / visits[node];
  }

  /** N(s, a). */
  int tries(int node, int a) {
    return Math.max(0, tried[node * actions + a]);
  }

  /** N(s). */
  int visits(int node) {
    return visits[node];
  }

  /** Becomes what lies below a node of another tree, which is the new root. */
  void graft(SearchTree other, int root) {
    reserve(other.size);
    range[0] = other.range[0];
    range[1] = other.range[1];
    size = 1;
    former[0] = root;
    hash[0] = other.hash[root];
    sibling[0] = NONE;
    for (int node = 0; node < size; node++) {
      int from = former[node] * actions;
      int to = node * actions;
      visits[node] = other.visits[former[node]];
      System.arraycopy(other.tried, from, tried, to, actions);
      System.arraycopy(other.total, from, total, to, actions);
      for (int a = 0; a < actions; a++) {
        child[to + a] = NONE;
        for (int old = other.child[from + a]; old != NONE; old = other.sibling[old]) {
          former[size] = old;
          hash[size] = other.hash[old];
          sibling[size] = child[to + a];
          child[to + a] = size++;
        }
      }
    }
  }

  @Override
  public void save(StateWriter out) {
    int rows = size * actions;
    out.ints("visits", Arrays.copyOf(visits, size));
    out.ints("tried", Arrays.copyOf(tried, rows));
    out.doubles("total", Arrays.copyOf(total, rows));
    out.ints("child", Arrays.copyOf(child, rows));
    out.ints("sibling", Arrays.copyOf(sibling, size));
    out.longs("hash", Arrays.copyOf(hash, size));
    out.doubles("range", range.clone());
  }

  @Override
  public void restore(StateReader in) {
    int length = in.length("visits");
    if (length > bound) {
      throw new MismatchException(
          "a tree of %d nodes does not fit into one of %d".formatted(length, bound));
    }
    reserve(length);
    size = length;
    copy(in, "visits", visits, size, 0, Integer.MAX_VALUE);
    copy(in, "sibling", sibling, size, NONE, size - 1);
    copy(in, "tried", tried, size * actions, -1, Integer.MAX_VALUE);
    copy(in, "child", child, size * actions, NONE, size - 1);
    checkTree();
    double[] sums = new double[size * actions];
    in.doubles("total", sums);
    checkFinite("total", sums);
    System.arraycopy(sums, 0, total, 0, sums.length);
    long[] states = new long[size];
    in.longs("hash", states);
    System.arraycopy(states, 0, hash, 0, size);
    in.doubles("range", range);
    if (range[0] <= range[1]) { // else nothing was seen yet
      checkFinite("range", range);
    } else if (range[0] != Double.POSITIVE_INFINITY || range[1] != Double.NEGATIVE_INFINITY) {
      throw new MismatchException(
          "returns from %s to %s are no range".formatted(range[0], range[1]));
    }
  }

  private static void checkFinite(String name, double[] values) {
    for (double value : values) {
      if (!Double.isFinite(value)) {
        throw new MismatchException("a %s of the tree is %s".formatted(name, value));
      }
    }
  }

  /** Every node must be reached from the first, on one way, and something be allowed in it. */
  private void checkTree() {
    int reached = 1;
    boolean[] seen = new boolean[size];
    for (int node = 0; node < size; node++) {
      boolean allowed = false;
      long tries = 0;
      for (int a = 0; a < actions; a++) {
        allowed |= tried[node * actions + a] >= 0;
        tries += tries(node, a);
        for (int next = child[node * actions + a]; next != NONE; next = sibling[next]) {
          if (next <= node || seen[next]) {
            throw new MismatchException("node %d of the tree is reached twice".formatted(next));
          }
          seen[next] = true;
          reached++;
        }
      }
      if (!allowed || tries != visits[node]) {
        throw new MismatchException(
            "node %d of the tree allows nothing, or was visited otherwise than tried"
                .formatted(node));
      }
    }
    if (reached != Math.max(1, size)) {
      throw new MismatchException(
          "%d of %d nodes of the tree are reached".formatted(reached, size));
    }
  }

  private static void copy(
      StateReader in, String name, int[] into, int length, int least, int most) {
    int[] values = new int[length];
    in.ints(name, values, least, most);
    System.arraycopy(values, 0, into, 0, length);
  }
}
