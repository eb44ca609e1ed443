@NullMarked
package org.palaestra.agents.linear;

import org.jspecify.annotations.NullMarked;
