/**
 * Activities in lessons: what plugins let learners do there, and how well they do it. Tables:
 * activity, activity_result. Events in: {@code lessons.forgotten}.
 */
@NullMarked
package io.lyceum.activities;

import org.jspecify.annotations.NullMarked;
