/** Events that survive a crash: written with the change, delivered at least once per listener. */
@NullMarked
package io.lyceum.shared.outbox;

import org.jspecify.annotations.NullMarked;
