/** Sessions, tokens and what keeps realms in step. */
@NullMarked
package io.lyceum.identity.internal;

import org.jspecify.annotations.NullMarked;
