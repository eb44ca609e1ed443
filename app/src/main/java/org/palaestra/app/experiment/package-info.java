/**
 * Experiments: many trainings from one plan file, and the table of what they came to. Start with
 * {@link org.palaestra.app.experiment.Experiment}.
 */
@NullMarked
package org.palaestra.app.experiment;

import org.jspecify.annotations.NullMarked;
