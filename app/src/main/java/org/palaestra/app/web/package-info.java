/** The dashboard: runs, curves and the leaderboard in a browser on the same machine. */
@NullMarked
package org.palaestra.app.web;

import org.jspecify.annotations.NullMarked;
