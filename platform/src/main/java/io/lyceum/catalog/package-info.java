/**
 * What a school teaches: categories, courses, modules, lessons, search and import.
 *
 * <p>Owns {@code course_category}, {@code course}, {@code course_module}, {@code lesson}, {@code
 * lesson_version}, {@code lesson_draft}, {@code removed_outline}, {@code outline_change}, {@code
 * course_file}, {@code course_import}, {@code course_import_line}, {@code course_import_result}.
 * Events out: {@code course.published}. Events to itself: {@code import.due}.
 */
@NullMarked
package io.lyceum.catalog;

import org.jspecify.annotations.NullMarked;
