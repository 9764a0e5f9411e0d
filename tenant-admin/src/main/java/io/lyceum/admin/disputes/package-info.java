/** Payments that buyers' banks dispute. */
@NullMarked
package io.lyceum.admin.disputes;

import org.jspecify.annotations.NullMarked;
