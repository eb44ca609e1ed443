package org.palaestra.render.skin;

import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.palaestra.environment.EnvironmentId;

/** The styles that there are, by the names of the environments that they are made for. */
final class Styles {

  private static final String PIXELS = "-Pixels"; // the same game, observed otherwise

  private static final Map<String, Supplier<Style>> STYLES =
      Map.of(
          "Asterix", AsterixStyle::new,
          "Breakout", BreakoutStyle::new,
          "Freeway", FreewayStyle::new,
          "Pong", PongStyle::new,
          "Seaquest", SeaquestStyle::new,
          "Snake", SnakeStyle::new,
          "SpaceInvaders", InvadersStyle::new);

  private Styles() {}

  /** A new one; null if there is none. */
  static @Nullable Style of(EnvironmentId id) {
    String name = id.name();
    String game = name.endsWith(PIXELS) ? name.substring(0, name.length() - PIXELS.length()) : name;
    Supplier<Style> style = STYLES.get(game);
    return style == null ? null : style.get();
  }
}
