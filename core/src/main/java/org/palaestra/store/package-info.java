/**
 * State on disk. A {@link org.palaestra.store.Stateful} thing writes itself to a {@link
 * org.palaestra.store.StateWriter} and reads itself from a {@link org.palaestra.store.StateReader};
 * {@link org.palaestra.store.Checkpoint} is the file. {@link org.palaestra.store.Safetensors} and
 * {@link org.palaestra.store.SafetensorsWriter} exchange plain weights with other programs.
 */
@NullMarked
package org.palaestra.store;

import org.jspecify.annotations.NullMarked;
