/** Assignments: what is asked for, what was handed in, and the grades of a course. */
@NullMarked
package io.lyceum.admin.assignments;

import org.jspecify.annotations.NullMarked;
