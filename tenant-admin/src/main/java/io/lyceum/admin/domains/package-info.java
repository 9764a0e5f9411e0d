/** A school's own domains: adding, proving, choosing the primary one. */
@NullMarked
package io.lyceum.admin.domains;

import org.jspecify.annotations.NullMarked;
