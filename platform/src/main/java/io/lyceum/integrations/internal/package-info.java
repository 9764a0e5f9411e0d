/** How webhooks are signed, sent and counted. */
@NullMarked
package io.lyceum.integrations.internal;

import org.jspecify.annotations.NullMarked;
