@NullMarked
package org.palaestra.agents.exploration;

import org.jspecify.annotations.NullMarked;
