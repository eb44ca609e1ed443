package org.palaestra.agents.search;

import java.util.Arrays;
import java.util.random.RandomGenerator;
import org.palaestra.agent.Actor;
import org.palaestra.agent.Explains;
import org.palaestra.agent.MetricSink;
import org.palaestra.environment.ActionBatch;
import org.palaestra.environment.StepBatch;
import org.palaestra.parallel.Workers;
import org.palaestra.store.StateReader;
import org.palaestra.store.StateWriter;

/** Searches for each copy by itself, several at once where there are threads. */
final class UctActor implements Actor, Explains {

  private final UctSearch[] searches; // [N]
  private final int actions;
  private final int threads;
  private final float[] row; // [A]

  UctActor(UctSettings settings, int actions, int copies, int threads) {
    this.actions = actions;
    this.threads = threads;
    row = new float[actions];
    searches = new UctSearch[copies];
    Arrays.setAll(searches, copy -> new UctSearch(settings, actions));
  }

  @Override
  public void act(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
    if (threads > 1 && searches.length > 1) {
      Workers.of(threads).share(new Share(now, out, streams));
      return;
    }
    for (int copy = 0; copy < searches.length; copy++) {
      out.indices[copy] = searches[copy].choose(now, copy, streams[copy]);
    }
  }

  /** The searches of one step as work for several threads. */
  private final class Share implements Workers.Work {

    private final StepBatch now;
    private final ActionBatch out;
    private final RandomGenerator[] streams;

    Share(StepBatch now, ActionBatch out, RandomGenerator[] streams) {
      this.now = now;
      this.out = out;
      this.streams = streams;
    }

    @Override
    public int parts() {
      return searches.length;
    }

    @Override
    public void run(int copy, int thread) {
      out.indices[copy] = searches[copy].choose(now, copy, streams[copy]);
    }
  }

  /** Mean returns, how often each action was tried as a part of all, and the mean of all. */
  @Override
  public void explain(int copy, Explanation out) {
    SearchTree tree = searches[copy].tree();
    for (int a = 0; a < actions; a++) {
      row[a] = (float) tree.value(0, a);
    }
    out.actionValues(row);
    for (int a = 0; a < actions; a++) {
      row[a] = (float) tree.tries(0, a) / tree.visits(0);
    }
    out.probabilities(row);
    out.stateValue(tree.value(0));
  }

  void report(MetricSink metrics) {
    for (UctSearch search : searches) {
      metrics.record("search/nodes", search.tree().size());
      metrics.record("search/value", search.tree().value(0));
    }
  }

  @Override
  public void save(StateWriter out) {
    for (int copy = 0; copy < searches.length; copy++) {
      out.object("copy-" + copy, searches[copy]);
    }
  }

  @Override
  public void restore(StateReader in) {
    for (int copy = 0; copy < searches.length; copy++) {
      in.object("copy-" + copy, searches[copy]);
    }
  }
}
