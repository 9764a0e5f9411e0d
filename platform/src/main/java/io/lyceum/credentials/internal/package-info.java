/** Certificate rows and what issues them. */
@NullMarked
package io.lyceum.credentials.internal;

import org.jspecify.annotations.NullMarked;
