/** A school's taxes, and who sells. */
@NullMarked
package io.lyceum.admin.taxes;

import org.jspecify.annotations.NullMarked;
