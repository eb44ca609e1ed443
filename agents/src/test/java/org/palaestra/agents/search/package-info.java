@NullMarked
package org.palaestra.agents.search;

import org.jspecify.annotations.NullMarked;
