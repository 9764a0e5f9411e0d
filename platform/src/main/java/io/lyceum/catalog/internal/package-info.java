/** Rows of courses, and the text of lessons made safe. */
@NullMarked
package io.lyceum.catalog.internal;

import org.jspecify.annotations.NullMarked;
