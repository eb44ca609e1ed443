package org.palaestra.app.diagnosis;

/**
 * Something that is broken.
 *
 * @param fault what
 * @param probe where it showed
 * @param evidence what gave it away
 */
public record Finding(Fault fault, Probe probe, String evidence) {}
