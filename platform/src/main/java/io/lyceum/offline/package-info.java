/**
 * What learners do on devices without a connection, taken over once when there is one again.
 *
 * <p>Owns {@code synced_action}.
 */
@NullMarked
package io.lyceum.offline;

import org.jspecify.annotations.NullMarked;
