/**
 * The node's one Camel: it starts the routes of all capabilities and counts what goes through them.
 */
@NullMarked
package io.lyceum.shared.camel;

import org.jspecify.annotations.NullMarked;
