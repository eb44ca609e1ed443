package org.palaestra.environments;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environments.probe.ProbeAction;
import org.palaestra.environments.probe.ProbeActionObservation;
import org.palaestra.environments.probe.ProbeConstant;
import org.palaestra.environments.probe.ProbeContinuousAction;
import org.palaestra.environments.probe.ProbeContinuousActionObservation;
import org.palaestra.environments.probe.ProbeDelay;
import org.palaestra.environments.probe.ProbeMemory;
import org.palaestra.environments.probe.ProbeObservation;
import org.palaestra.environments.probe.ProbeOptions;
import org.palaestra.environments.probe.ProbeTruncation;

/** Environments with known values that tell what is wrong with an agent. */
public final class Probes implements EnvironmentProvider {

  /** Called by the service loader. */
  public Probes() {}

  @Override
  public List<EnvironmentDefinition<?>> environments() {
    return List.of(
        EnvironmentDefinition.of(
            ProbeConstant.ID,
            "probe: learn a value that never changes",
            0,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeConstant(options))),
        EnvironmentDefinition.of(
            ProbeObservation.ID,
            "probe: learn a value that depends on the observation",
            0,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeObservation(options))),
        EnvironmentDefinition.of(
            ProbeDelay.ID,
            "probe: learn a value from the value that follows",
            0,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeDelay(options))),
        EnvironmentDefinition.of(
            ProbeAction.ID,
            "probe: learn that actions matter",
            0,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeAction(options))),
        EnvironmentDefinition.of(
            ProbeActionObservation.ID,
            "probe: learn that the right action depends on the observation",
            0,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeActionObservation(options))),
        EnvironmentDefinition.of(
            ProbeTruncation.ID,
            "probe: learn that a time limit is no end",
            ProbeTruncation.TIME_LIMIT,
            ProbeOptions.NUMBER,
            options -> options.acted(new ProbeTruncation(options))),
        EnvironmentDefinition.of(
            ProbeMemory.ID,
            "probe: act upon what was seen some steps ago",
            0,
            ProbeMemory.Options.SHORT,
            ProbeMemory::new),
        EnvironmentDefinition.of(
            ProbeContinuousAction.ID,
            "probe: learn that a continuous action matters",
            0,
            ProbeContinuousAction::new),
        EnvironmentDefinition.of(
            ProbeContinuousActionObservation.ID,
            "probe: learn that the right continuous action depends on the observation",
            0,
            ProbeContinuousActionObservation::new));
  }
}
