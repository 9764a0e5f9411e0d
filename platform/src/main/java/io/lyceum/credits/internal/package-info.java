/** Rows of credits, and what is tidied up about them. */
@NullMarked
package io.lyceum.credits.internal;

import org.jspecify.annotations.NullMarked;
