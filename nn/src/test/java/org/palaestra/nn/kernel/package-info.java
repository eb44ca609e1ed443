@NullMarked
package org.palaestra.nn.kernel;

import org.jspecify.annotations.NullMarked;
