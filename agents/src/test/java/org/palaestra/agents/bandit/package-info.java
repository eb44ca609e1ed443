@NullMarked
package org.palaestra.agents.bandit;

import org.jspecify.annotations.NullMarked;
