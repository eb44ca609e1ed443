package org.palaestra.wrapper;

import java.util.List;
import org.palaestra.environment.EnvironmentDefinition.NoOptions;
import org.palaestra.environment.WrapperDefinition;
import org.palaestra.environment.WrapperProvider;

/** The wrappers that are always there. Time limits are a part of every spec. */
public final class BuiltInWrappers implements WrapperProvider {

  /** For the service loader. */
  public BuiltInWrappers() {}

  @Override
  public List<WrapperDefinition<?>> wrappers() {
    return List.of(
        new WrapperDefinition<>(
            "action-repeat",
            "takes every action several times",
            false,
            new ActionRepeat.Options(4),
            ActionRepeat::new),
        new WrapperDefinition<>(
            "clip-reward",
            "keeps rewards within bounds while learning",
            true,
            new ClipReward.Options(-1, 1),
            ClipReward::new),
        new WrapperDefinition<>(
            "delay-reward",
            "pays rewards in sums while learning",
            true,
            new DelayReward.Options(10),
            DelayReward::new),
        new WrapperDefinition<>(
            "flatten",
            "shows what has several axes as a vector",
            false,
            new NoOptions(),
            (none, inner) -> new Flatten(inner)),
        new WrapperDefinition<>(
            "frame-stack",
            "shows the last few observations at once",
            false,
            new FrameStack.Options(4),
            FrameStack::new),
        new WrapperDefinition<>(
            "hide",
            "leaves out some numbers of an observation",
            false,
            new Hide.Options(new int[0]),
            Hide::new),
        new WrapperDefinition<>(
            "noise",
            "adds Gaussian noise to observations",
            false,
            new Noise.Options(0.1),
            Noise::new),
        new WrapperDefinition<>(
            "one-hot",
            "shows the number of a state as zeros and a one",
            false,
            new NoOptions(),
            (none, inner) -> new OneHot(inner)),
        new WrapperDefinition<>(
            "pixels",
            "shows a grey picture of what is painted",
            false,
            new Pixels.Options(84),
            Pixels::new),
        new WrapperDefinition<>(
            "sticky-actions",
            "repeats the last action now and then",
            false,
            new StickyActions.Options(0.25),
            StickyActions::new));
  }
}
