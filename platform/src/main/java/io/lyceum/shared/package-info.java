/** What every capability builds on; it depends on no capability but the root of tenancy. */
@NullMarked
package io.lyceum.shared;

import org.jspecify.annotations.NullMarked;
