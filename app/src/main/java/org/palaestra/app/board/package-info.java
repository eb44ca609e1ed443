/**
 * The leaderboard: scores that can be proved. An {@link org.palaestra.app.board.Entry} keeps what
 * it takes to play it again; a {@link org.palaestra.app.board.Board} keeps the entries; a {@link
 * org.palaestra.app.board.Verifier} plays them again.
 */
@NullMarked
package org.palaestra.app.board;

import org.jspecify.annotations.NullMarked;
