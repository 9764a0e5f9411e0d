/** How mails are laid out and sent. */
@NullMarked
package io.lyceum.messaging.internal;

import org.jspecify.annotations.NullMarked;
