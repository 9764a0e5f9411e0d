/** Rows of enrolments and the listeners of learning. */
@NullMarked
package io.lyceum.learning.internal;

import org.jspecify.annotations.NullMarked;
