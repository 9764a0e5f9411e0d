/** An application with one resource and no filters: what this server can do at most. */
@NullMarked
package io.lyceum.bench.bare;

import org.jspecify.annotations.NullMarked;
