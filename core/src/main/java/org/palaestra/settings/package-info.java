/**
 * Settings that a person can change by key. A settings type is a record with defaults; {@link
 * org.palaestra.settings.Settings} turns it into keys and values and back.
 */
@NullMarked
package org.palaestra.settings;

import org.jspecify.annotations.NullMarked;
