/** How rows are reached: the mapped superclass, the tenant binding, and SQL into records. */
@NullMarked
package io.lyceum.shared.persistence;

import org.jspecify.annotations.NullMarked;
