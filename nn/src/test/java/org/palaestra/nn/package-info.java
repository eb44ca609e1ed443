@NullMarked
package org.palaestra.nn;

import org.jspecify.annotations.NullMarked;
