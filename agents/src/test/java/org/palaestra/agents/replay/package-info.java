@NullMarked
package org.palaestra.agents.replay;

import org.jspecify.annotations.NullMarked;
