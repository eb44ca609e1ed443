@NullMarked
package org.palaestra.agents.control;

import org.jspecify.annotations.NullMarked;
