package org.palaestra.environment;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.palaestra.settings.InvalidInputException;

/**
 * The name of an environment with the version of its behaviour, written {@code CartPole-v1}. The
 * version rises exactly when the behaviour changes.
 *
 * @param name letters, digits, {@code _ . -} and, for bridges, a scheme that ends with a colon
 * @param version at least 0
 */
public record EnvironmentId(String name, int version) {

  private static final Pattern FORM =
      Pattern.compile("((?:[a-z][a-z0-9]*:)?[A-Za-z0-9][A-Za-z0-9_.-]{0,80})-v(\\d{1,4})");

  /**
   * Reads an id.
   *
   * @throws InvalidInputException if {@code text} is not of the form {@code Name-vN}
   */
  public static EnvironmentId parse(String text) {
    Matcher matcher = FORM.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "environment id \"%s\" is not of the form Name-vN, for instance CartPole-v1"
              .formatted(text));
    }
    return new EnvironmentId(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public String toString() {
    return name + "-v" + version;
  }
}
