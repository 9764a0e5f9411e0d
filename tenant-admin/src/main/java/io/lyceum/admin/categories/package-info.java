/** The categories that a school sorts its courses into. */
@NullMarked
package io.lyceum.admin.categories;

import org.jspecify.annotations.NullMarked;
