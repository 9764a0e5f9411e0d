/**
 * Quizzes. {@link io.lyceum.plugins.quiz.Quiz} is what the host calls; a {@link
 * io.lyceum.plugins.quiz.Content} is what a teacher has written, an {@link
 * io.lyceum.plugins.quiz.Attempt} what one learner has made of it.
 */
@NullMarked
package io.lyceum.plugins.quiz;

import org.jspecify.annotations.NullMarked;
