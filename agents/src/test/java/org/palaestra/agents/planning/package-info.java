@NullMarked
package org.palaestra.agents.planning;

import org.jspecify.annotations.NullMarked;
