/** The neural engine. Start with {@link org.palaestra.nn.Mlp} and {@link org.palaestra.nn.Adam}. */
@NullMarked
package org.palaestra.nn;

import org.jspecify.annotations.NullMarked;
