@NullMarked
package org.palaestra.agents.network;

import org.jspecify.annotations.NullMarked;
