/** Tests of notifications. */
@NullMarked
package io.lyceum.notifications;

import org.jspecify.annotations.NullMarked;
