package org.palaestra.settings;

import java.util.Collection;
import java.util.Locale;

/** "Did you mean" for ids and keys. */
public final class Suggestion {

  private Suggestion() {}

  /**
   * The message for an unknown name: {@code unknown environment "CartPole-v2"; did you mean
   * CartPole-v1?}, or the list of what there is where nothing comes near.
   *
   * @param kind what the name stands for, such as {@code environment}
   * @param name what was given
   * @param known what there is
   */
  public static String unknown(String kind, String name, Collection<String> known) {
    String given = name.toLowerCase(Locale.ROOT);
    String nearest = "";
    String longer = "";
    int best = Integer.MAX_VALUE;
    int bestOfLonger = Integer.MAX_VALUE;
    for (String candidate : known) {
      int distance = distance(given, candidate.toLowerCase(Locale.ROOT));
      if (distance < best) {
        best = distance;
        nearest = candidate;
      }
      if (distance < bestOfLonger && candidate.toLowerCase(Locale.ROOT).contains(given)) {
        bestOfLonger = distance;
        longer = candidate;
      }
    }
    String start = "unknown %s \"%s\"; ".formatted(kind, name);
    if (best <= Math.max(2, name.length() / 3)) {
      return start + "did you mean " + nearest + "?";
    }
    if (!name.isEmpty() && !longer.isEmpty()) {
      return start + "did you mean " + longer + "?";
    }
    return start + (known.isEmpty() ? "there is none" : "there are: " + String.join(", ", known));
  }

  /** Edits (insert, delete, replace, swap of neighbours) that turn one word into the other. */
  private static int distance(String a, String b) {
    int[][] edits = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          edits[i][j] = i + j;
          continue;
        }
        int replace = edits[i - 1][j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        edits[i][j] = Math.min(replace, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          edits[i][j] = Math.min(edits[i][j], edits[i - 2][j - 2] + 1);
        }
      }
    }
    return edits[a.length()][b.length()];
  }
}
