/** Search over the whole back office. */
@NullMarked
package io.lyceum.admin.search;

import org.jspecify.annotations.NullMarked;
