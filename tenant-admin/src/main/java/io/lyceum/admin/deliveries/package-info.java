/** Deliveries that failed too often and wait for somebody to retry them. */
@NullMarked
package io.lyceum.admin.deliveries;

import org.jspecify.annotations.NullMarked;
