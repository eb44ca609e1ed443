/** Statistics over episodes and seeds. */
@NullMarked
package org.palaestra.statistics;

import org.jspecify.annotations.NullMarked;
