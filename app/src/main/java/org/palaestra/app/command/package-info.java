/** One class for each command of {@code palaestra}. */
@NullMarked
package org.palaestra.app.command;

import org.jspecify.annotations.NullMarked;
