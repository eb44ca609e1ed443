package org.palaestra.agents.search;

import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.Simulator;
import org.palaestra.environment.StepBatch;
import org.palaestra.random.RandomStream;
import org.palaestra.space.Discrete;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;
import org.palaestra.store.Stateful;

/**
 * UCT for one copy. A simulation starts where the copy stands, follows the tree by UCB1, adds the
 * first state that is not in it, plays on by chance, and brings the discounted return back along
 * its way:
 *
 * <pre>G ← r + γ G;  N(s, a) ← N(s, a) + 1;  Q(s, a) ← mean of the G</pre>
 *
 * <p>A simulation ends with the episode, at its time limit, or at a depth; what would follow counts
 * nothing. Nodes are told apart by the simulator's state, as in the paper, and not by the actions
 * that led there alone: where chance decides, the best action depends on what it decided.
 *
 * <p>Departures from the paper: returns are scaled by those seen, since rewards have any unit, and
 * the simulation adds one node, not all that it passes, which bounds memory (Coulom, 2006).
 *
 * <p>All chance of a decision comes from a stream of its own, which starts from one draw of the
 * actor's.
 */
final class UctSearch implements Stateful {

  private static final int NOTHING = -1;

  /** An odd number whose bits are spread. */
  private static final long PRIME = 0x9E3779B185EBCA87L;

  private final UctSettings settings;
  private final int actions;
  private final RandomStream random = new RandomStream(0);
  private final ActionBatch action;

  // The way of the running simulation, [depth].
  private final int[] nodes;
  private final int[] taken;
  private final double[] rewards;

  private @Nullable Simulator simulator;
  private boolean masked;
  private double[] root = {};
  private double[] state = {};
  private SearchTree tree;
  private SearchTree spare;
  private int last = NOTHING;

  UctSearch(UctSettings settings, int actions) {
    this.settings = settings;
    this.actions = actions;
    action = new ActionBatch(new Discrete(actions), 1);
    nodes = new int[settings.depth()];
    taken = new int[settings.depth()];
    rewards = new double[settings.depth()];
    tree = new SearchTree(actions, settings.nodes());
    spare = new SearchTree(actions, settings.nodes());
  }

  /** What was found for the last choice; its root is where the copy stood. */
  SearchTree tree() {
    return tree;
  }

  /** The action for a copy of a batch. */
  int choose(StepBatch now, int copy, RandomGenerator stream) {
    Simulator simulator = simulator(now);
    int length = now.state(copy, root);
    random.reseed(stream.nextLong());
    simulator.restore(root, length);
    plant(simulator, now.starts[copy], hash(root, length));
    for (int i = 0; i < settings.simulations(); i++) {
      simulator.restore(root, length);
      simulate(simulator);
    }
    last = tree.best(0, random);
    return last;
  }

  private Simulator simulator(StepBatch now) {
    Simulator made = simulator;
    if (made == null) {
      made = now.simulator();
      masked = now.allowed.length > 0;
      root = new double[made.stateSize()];
      state = new double[made.stateSize()];
      simulator = made;
    }
    return made;
  }

  /** Keeps what lies below the state that was reached, or begins anew. */
  private void plant(Simulator simulator, boolean starts, long here) {
    int kept =
        settings.reuse() && !starts && last != NOTHING ? tree.find(0, last, here) : SearchTree.NONE;
    if (kept == SearchTree.NONE) {
      tree.clear();
      forbid(simulator, tree.add(here));
    } else {
      SearchTree old = tree;
      spare.graft(old, kept);
      tree = spare;
      spare = old;
    }
  }

  private void simulate(Simulator simulator) {
    int node = 0;
    int depth = 0;
    double g = 0; // what follows the way that is noted
    while (depth < settings.depth()) {
      int a = tree.select(node, settings.exploration(), random);
      nodes[depth] = node;
      taken[depth] = a;
      rewards[depth] = step(simulator, a);
      depth++;
      if (ended(simulator)) {
        break;
      }
      long here = hash(state, simulator.save(state));
      int next = tree.find(node, a, here);
      if (next == SearchTree.NONE) {
        if (!tree.full()) {
          forbid(simulator, tree.add(node, a, here));
        }
        g = playByChance(simulator, settings.depth() - depth);
        break;
      }
      node = next;
    }
    for (int i = depth - 1; i >= 0; i--) {
      g = rewards[i] + settings.discount() * g;
      tree.backUp(nodes[i], taken[i], g);
    }
  }

  /** The discounted return of at most so many steps. */
  private double playByChance(Simulator simulator, int steps) {
    double g = 0;
    double weight = 1;
    for (int i = 0; i < steps && !ended(simulator); i++) {
      g += weight * step(simulator, any(simulator));
      weight *= settings.discount();
    }
    return g;
  }

  private int any(Simulator simulator) {
    if (!masked) {
      return random.nextInt(actions);
    }
    int chosen = NOTHING;
    int count = 0;
    for (int a = 0; a < actions; a++) {
      if (simulator.allowed(a) && random.nextInt(++count) == 0) {
        chosen = a;
      }
    }
    if (chosen == NOTHING) {
      throw new IllegalStateException("no action is allowed");
    }
    return chosen;
  }

  private double step(Simulator simulator, int a) {
    action.indices[0] = a;
    return simulator.step(action, random);
  }

  private static boolean ended(Simulator simulator) {
    return simulator.terminated() || simulator.truncated();
  }

  private void forbid(Simulator simulator, int node) {
    for (int a = 0; masked && a < actions; a++) {
      if (!simulator.allowed(a)) {
        tree.forbid(node, a);
      }
    }
  }

  /** Of every bit of the state; that two states of one tree share it will not happen. */
  private static long hash(double[] values, int length) {
    long h = length;
    for (int i = 0; i < length; i++) {
      // Small whole numbers differ in their highest bits alone: bring those down first.
      long bits = Long.rotateLeft(Double.doubleToRawLongBits(values[i]) * PRIME, 31) * PRIME;
      h = Long.rotateLeft(h ^ bits, 27) * PRIME;
    }
    return h;
  }

  @Override
  public void save(StateWriter out) {
    out.integer("last", last);
    out.object("tree", tree);
  }

  @Override
  public void restore(StateReader in) {
    last = (int) in.integer("last", NOTHING, actions - 1);
    in.object("tree", tree);
  }
}
