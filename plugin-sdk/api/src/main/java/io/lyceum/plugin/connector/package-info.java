/** Other systems: {@link io.lyceum.plugin.connector.Connector}. */
@NullMarked
package io.lyceum.plugin.connector;

import org.jspecify.annotations.NullMarked;
