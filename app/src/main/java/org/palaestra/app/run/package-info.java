/** What can be seen of runs: their metrics, curves over seeds, and how two of them differ. */
@NullMarked
package org.palaestra.app.run;

import org.jspecify.annotations.NullMarked;
