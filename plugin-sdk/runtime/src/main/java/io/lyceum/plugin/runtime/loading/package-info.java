/** Loading of archives, by PF4J, with nothing of the host in sight. */
@NullMarked
package io.lyceum.plugin.runtime.loading;

import org.jspecify.annotations.NullMarked;
