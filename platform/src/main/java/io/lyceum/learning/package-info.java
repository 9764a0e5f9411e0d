/**
 * What learners do: enrol, read lessons, make progress, complete courses.
 *
 * <p>Owns {@code enrolment}, {@code lesson_progress}. Events out: {@code enrolment.created}, {@code
 * lesson.completed}, {@code course.completed}.
 */
@NullMarked
package io.lyceum.learning;

import org.jspecify.annotations.NullMarked;
