/**
 * The command line, where everything comes together. Start with {@link
 * org.palaestra.app.Palaestra}.
 */
@NullMarked
package org.palaestra.app;

import org.jspecify.annotations.NullMarked;
