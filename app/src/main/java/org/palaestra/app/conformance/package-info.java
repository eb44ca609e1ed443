/**
 * Environments against recordings of their originals. Start with {@link
 * org.palaestra.app.conformance.Recording}.
 */
@NullMarked
package org.palaestra.app.conformance;

import org.jspecify.annotations.NullMarked;
