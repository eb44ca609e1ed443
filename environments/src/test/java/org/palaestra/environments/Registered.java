package org.palaestra.environments;

import java.util.ServiceLoader;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.ContinuousEnvironment;
import org.palaestra.environment.DiscreteEnvironment;
import org.palaestra.environment.Environment;
import org.palaestra.environment.EnvironmentDefinition;
import org.palaestra.environment.EnvironmentProvider;
import org.palaestra.environment.EnvironmentSpec;
import org.palaestra.environment.Environments;
import org.palaestra.environment.Masked;
import org.palaestra.environment.WrapperSpec;
import org.palaestra.plugin.Plugins;
import org.palaestra.space.Box;

/** Every environment that this module registers. */
public final class Registered {

  private static final Environments ENVIRONMENTS = Environments.load(Plugins.none());

  private Registered() {}

  /** Their definitions, by id. */
  public static Stream<EnvironmentDefinition<?>> definitions() {
    return ServiceLoader.load(EnvironmentProvider.class).stream()
        .map(ServiceLoader.Provider::get)
        .flatMap(provider -> provider.environments().stream());
  }

  /** A new environment of an id, with its default options. */
  public static Environment environment(String id) {
    EnvironmentDefinition<?> definition =
        definitions().filter(d -> d.id().toString().equals(id)).findAny().orElseThrow();
    return ENVIRONMENTS.create(definition.spec());
  }

  /** As above, in wrappers that are written one after the other, the innermost first. */
  public static Environment wrapped(String id, String wrappers) {
    EnvironmentSpec spec = ENVIRONMENTS.find(id).spec();
    for (String wrapper : wrappers.isEmpty() ? new String[0] : wrappers.split(" ", -1)) {
      WrapperSpec parsed = WrapperSpec.parse(wrapper);
      spec = spec.wrapped(ENVIRONMENTS.wrapper(parsed.name()).spec(parsed.options()));
    }
    return ENVIRONMENTS.create(spec);
  }

  /** A new environment of an id whose actions are numbered. */
  public static DiscreteEnvironment create(String id) {
    return (DiscreteEnvironment) environment(id);
  }

  /** Acts at random, now and then beyond the bounds of continuous actions. */
  public static double stepAtRandom(Environment environment, RandomGenerator random) {
    if (environment instanceof DiscreteEnvironment discrete) {
      return discrete.step(choose(discrete, random), random);
    }
    ContinuousEnvironment continuous = (ContinuousEnvironment) environment;
    return continuous.step(randomAction(continuous.actionSpace(), random), 0, random);
  }

  /** A random action, now and then a fifth of its range beyond its bounds. */
  public static float[] randomAction(Box space, RandomGenerator random) {
    float[] low = space.low();
    float[] high = space.high();
    float[] action = new float[space.size()];
    for (int i = 0; i < action.length; i++) {
      action[i] = low[i] + (1.4f * random.nextFloat() - 0.2f) * (high[i] - low[i]);
    }
    return action;
  }

  /** Random actions, made beforehand, since a test counts what steps allocate. */
  public static float[][] randomActions(Environment environment, RandomGenerator random) {
    float[][] actions = new float[64][];
    for (int i = 0; i < actions.length; i++) {
      actions[i] =
          environment instanceof ContinuousEnvironment continuous
              ? randomAction(continuous.actionSpace(), random)
              : new float[0];
    }
    return actions;
  }

  /** An action that is allowed now, each of them equally likely. */
  public static int choose(DiscreteEnvironment environment, RandomGenerator random) {
    return choose(environment, environment instanceof Masked mask ? mask : null, random);
  }

  /** As above, of an environment in wrappers, whose mask was asked for beforehand. */
  public static int choose(
      DiscreteEnvironment environment, @Nullable Masked mask, RandomGenerator random) {
    int n = environment.actionSpace().n();
    if (mask == null) {
      return random.nextInt(n);
    }
    int open = 0;
    for (int action = 0; action < n; action++) {
      open += mask.allowed(action) ? 1 : 0;
    }
    int rank = random.nextInt(open);
    int action = 0;
    while (!mask.allowed(action) || rank-- > 0) {
      action++;
    }
    return action;
  }
}
