package org.palaestra.render;

/** The window's colours, {@code 0xAARRGGBB}: dark, calm, one accent. */
final class Theme {

  static final int BACKGROUND = 0xFF12151B;
  static final int BAR = 0xFF191D25;
  static final int EDGE = 0xFF272D38;
  static final int BUTTON = 0xFF252B36;
  static final int BUTTON_HOVER = 0xFF353D4C;
  static final int TEXT = 0xFFE8EBF1;
  static final int FAINT = 0xFF8D96A7;
  static final int ACCENT = 0xFF5FB8B0;
  static final int ACCENT_FAINT = 0xFF2F5457;
  static final int WARM = 0xFFE5A45B;
  static final int ALARM = 0xFFE06C66;
  static final int SHADE = 0xB80C0E12;
  static final int CARD = 0xF0191D25;

  private Theme() {}
}
