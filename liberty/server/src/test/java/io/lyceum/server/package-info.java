/** Tests of the built WAR on a real server, against one stack for the whole run. */
@NullMarked
package io.lyceum.server;

import org.jspecify.annotations.NullMarked;
