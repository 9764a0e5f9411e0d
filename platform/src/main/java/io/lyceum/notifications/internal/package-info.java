/** Who is told when: the chores, lanes and listeners of notifications. */
@NullMarked
package io.lyceum.notifications.internal;

import org.jspecify.annotations.NullMarked;
