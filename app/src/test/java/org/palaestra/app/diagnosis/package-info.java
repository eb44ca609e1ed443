/** Tests of the diagnosis: seeded mutants are named, and nobody healthy is accused. */
@NullMarked
package org.palaestra.app.diagnosis;

import org.jspecify.annotations.NullMarked;
