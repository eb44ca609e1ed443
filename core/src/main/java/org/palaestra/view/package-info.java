/**
 * Pictures without a toolkit. Environments paint on a {@link org.palaestra.view.Canvas}; {@link
 * org.palaestra.view.Drawing} keeps what was painted, and a back end turns it into pixels.
 */
@NullMarked
package org.palaestra.view;

import org.jspecify.annotations.NullMarked;
