/**
 * Activities in lessons: what plugins let learners do there, and how well they do it. Tables:
 * activity, activity_result. Events out and in: none.
 */
@NullMarked
package io.lyceum.activities;

import org.jspecify.annotations.NullMarked;
