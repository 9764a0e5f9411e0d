/**
 * What people are told beside what they have just done: among their notifications, by mail and on
 * their devices, as they have chosen; and what a school has them told by itself.
 *
 * <p>Owns {@code notification}, {@code notification_preference}, {@code sequence_step}, {@code
 * push_key} and {@code push_device}. Events in: {@code certificate.issued}, {@code
 * submission.returned}. Its own events only drive its own work.
 */
@NullMarked
package io.lyceum.notifications;

import org.jspecify.annotations.NullMarked;
