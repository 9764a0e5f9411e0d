/** What activities do by themselves. */
@NullMarked
package io.lyceum.activities.internal;

import org.jspecify.annotations.NullMarked;
