/** The platform's schools: the list, a new one, one school's life. */
@NullMarked
package io.lyceum.admin.schools;

import org.jspecify.annotations.NullMarked;
