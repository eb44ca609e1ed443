/** Wrappers on an environment whose every number is known. */
@NullMarked
package org.palaestra.wrapper;

import org.jspecify.annotations.NullMarked;
