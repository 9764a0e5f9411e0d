/**
 * What a school teaches: categories, courses, modules, lessons, search and import.
 *
 * <p>Owns {@code course_category}, {@code course}, {@code course_module}, {@code lesson}, {@code
 * course_file}. Events out: {@code course.published}.
 */
@NullMarked
package io.lyceum.catalog;

import org.jspecify.annotations.NullMarked;
