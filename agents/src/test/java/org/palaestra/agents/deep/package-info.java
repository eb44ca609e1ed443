@NullMarked
package org.palaestra.agents.deep;

import org.jspecify.annotations.NullMarked;
