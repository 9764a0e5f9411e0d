/** What has happened at a school: {@link io.lyceum.plugin.event.DomainEventListener}. */
@NullMarked
package io.lyceum.plugin.event;

import org.jspecify.annotations.NullMarked;
