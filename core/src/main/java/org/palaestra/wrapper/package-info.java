/**
 * Wrappers: what can be put around any environment. Start with {@link
 * org.palaestra.wrapper.BuiltInWrappers}, which names them all.
 */
@NullMarked
package org.palaestra.wrapper;

import org.jspecify.annotations.NullMarked;
