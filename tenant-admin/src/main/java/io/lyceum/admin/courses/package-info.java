/** Courses in the back office: the list, a course's facts, its outline and its lessons. */
@NullMarked
package io.lyceum.admin.courses;

import org.jspecify.annotations.NullMarked;
