/**
 * Classic control: small mechanical systems with continuous states. Start with {@link
 * org.palaestra.environments.classic.CartPole}; each environment has a painter of its own beside
 * it.
 */
@NullMarked
package org.palaestra.environments.classic;

import org.jspecify.annotations.NullMarked;
