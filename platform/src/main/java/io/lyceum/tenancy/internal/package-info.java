/** Domain checks and the worker that onboards schools. */
@NullMarked
package io.lyceum.tenancy.internal;

import org.jspecify.annotations.NullMarked;
