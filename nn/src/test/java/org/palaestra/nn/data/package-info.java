@NullMarked
package org.palaestra.nn.data;

import org.jspecify.annotations.NullMarked;
