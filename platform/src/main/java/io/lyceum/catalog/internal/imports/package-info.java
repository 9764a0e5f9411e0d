/**
 * Reads courses that were made elsewhere. Nothing here writes to a school: readers answer drafts
 * and fidelity reports, and {@code CourseImports} writes what somebody confirmed.
 */
@NullMarked
package io.lyceum.catalog.internal.imports;

import org.jspecify.annotations.NullMarked;
