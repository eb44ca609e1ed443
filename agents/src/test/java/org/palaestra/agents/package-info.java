@NullMarked
package org.palaestra.agents;

import org.jspecify.annotations.NullMarked;
