package org.palaestra.environments.probe;

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
}
