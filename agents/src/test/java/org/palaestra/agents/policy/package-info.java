@NullMarked
package org.palaestra.agents.policy;

import org.jspecify.annotations.NullMarked;
