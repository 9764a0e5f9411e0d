/**
 * What people are told: composes mails in a school's brand and the reader's language and hands them
 * to an SMTP server.
 *
 * <p>Owns {@code mail_text} and {@code mail_suppression} and publishes no event; other
 * capabilities' events lead to mails through the outbox, which tries again when {@link
 * io.lyceum.messaging.Emails} says so. The server is the school's own or the platform's; the way of
 * a mail is a Camel route.
 */
@NullMarked
package io.lyceum.messaging;

import org.jspecify.annotations.NullMarked;
