package org.palaestra.environments.probe;

import java.util.Locale;

/** What the pictures of all probes share. */
final class ProbeColors {

  static final int BACKGROUND = 0xff18222f;
  static final int TITLE = 0xffc3cedb;
  static final int LABEL = 0xff8fa0b3;
  static final int EDGE = 0xff5a6d83;
  static final int NODE = 0xff2f7fb8;
  static final int NODE_LIGHT = 0xff3b8fca;
  static final int END = 0xff34465a;
  static final int INK = 0xffffffff;
  static final int AGENT = 0xffffb454;
  static final int GOOD = 0xff6fcf97;
  static final int BAD = 0xffe0605a;

  private ProbeColors() {}

  static int ofReward(double reward) {
    return reward > 0 ? GOOD : reward < 0 ? BAD : LABEL;
  }

  /** A number as people write it: whole if it is, with a real minus. */
  static String text(double value) {
    String digits =
        value == Math.rint(value)
            ? String.format(Locale.ROOT, "%.0f", Math.abs(value))
            : String.format(Locale.ROOT, "%.2f", Math.abs(value));
    return value < 0 ? "−" + digits : digits;
  }
}
