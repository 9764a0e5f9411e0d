/** What of the launcher can be told without starting a server. */
@NullMarked
package io.lyceum.devstack;

import org.jspecify.annotations.NullMarked;
