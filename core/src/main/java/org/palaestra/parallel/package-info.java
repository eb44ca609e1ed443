/**
 * Sharing work among threads where that changes the time it takes and nothing else. Start with
 * {@link org.palaestra.parallel.Workers}.
 */
@NullMarked
package org.palaestra.parallel;

import org.jspecify.annotations.NullMarked;
