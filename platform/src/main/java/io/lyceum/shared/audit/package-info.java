/** Who changed what. */
@NullMarked
package io.lyceum.shared.audit;

import org.jspecify.annotations.NullMarked;
