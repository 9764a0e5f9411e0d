/**
 * Assignments: activities in which learners hand in text and files, and teachers mark them by
 * points or by a rubric, say something to it and give it back.
 *
 * <p>Owns {@code submission}, {@code submission_file}, {@code submission_chunk}. What an assignment
 * asks for is the content of its activity. Events out: {@code submission.submitted}, {@code
 * submission.returned}.
 */
@NullMarked
package io.lyceum.assignments;

import org.jspecify.annotations.NullMarked;
