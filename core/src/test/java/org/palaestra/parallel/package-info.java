/** Shared work is done once, whoever does it. */
@NullMarked
package org.palaestra.parallel;

import org.jspecify.annotations.NullMarked;
