package org.palaestra.render.draw;

/**
 * A part of the window, in pixels.
 *
 * @param x of its left edge
 * @param y of its lower edge, upwards
 * @param width at least 1
 * @param height at least 1
 */
public record Area(int x, int y, int width, int height) {}
