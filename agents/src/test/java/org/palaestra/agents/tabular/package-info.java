@NullMarked
package org.palaestra.agents.tabular;

import org.jspecify.annotations.NullMarked;
