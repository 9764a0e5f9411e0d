/**
 * What learners have of their own in lessons: notes and bookmarks, seen by nobody else.
 *
 * <p>Owns {@code lesson_note}, {@code lesson_bookmark}. Events in: {@code lessons.forgotten}.
 */
@NullMarked
package io.lyceum.notes;

import org.jspecify.annotations.NullMarked;
