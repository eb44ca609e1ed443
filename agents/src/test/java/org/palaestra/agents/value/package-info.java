@NullMarked
package org.palaestra.agents.value;

import org.jspecify.annotations.NullMarked;
