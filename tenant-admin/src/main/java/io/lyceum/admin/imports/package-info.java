/** Bringing courses in: upload, columns, the report before anything is written, progress. */
@NullMarked
package io.lyceum.admin.imports;

import org.jspecify.annotations.NullMarked;
