/** Finding what others add. Start with {@link org.palaestra.plugin.Plugins}. */
@NullMarked
package org.palaestra.plugin;

import org.jspecify.annotations.NullMarked;
