@NullMarked
package org.palaestra.app.board;

import org.jspecify.annotations.NullMarked;
