/** AI credits of people and of the school. */
@NullMarked
package io.lyceum.admin.credits;

import org.jspecify.annotations.NullMarked;
