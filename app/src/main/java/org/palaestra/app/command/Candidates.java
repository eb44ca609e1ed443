package org.palaestra.app.command;

import java.util.Iterator;
import org.palaestra.agent.Agents;
import org.palaestra.environment.Environments;
import org.palaestra.plugin.Plugins;

/** Ids for shell completion. */
final class Candidates {

  private Candidates() {}

  /** Ids of the built-in environments. */
  static final class EnvironmentIds implements Iterable<String> {
    EnvironmentIds() {}

    @Override
    public Iterator<String> iterator() {
      return Environments.load(Plugins.none()).all().stream()
          .map(registered -> registered.definition().id().toString())
          .iterator();
    }
  }

  /** Ids of the built-in agents. */
  static final class AgentIds implements Iterable<String> {
    AgentIds() {}

    @Override
    public Iterator<String> iterator() {
      return Agents.load(Plugins.none()).all().stream()
          .map(registered -> registered.definition().id())
          .iterator();
    }
  }
}
