/** Tests of the charts. */
@NullMarked
package io.lyceum.admin.revenue;

import org.jspecify.annotations.NullMarked;
