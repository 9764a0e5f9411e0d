/** What other systems tell the school, and what is done about it. */
@NullMarked
package io.lyceum.admin.inbound;

import org.jspecify.annotations.NullMarked;
