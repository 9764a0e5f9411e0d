/**
 * A host in memory for tests of plugins: {@link io.lyceum.plugin.testkit.TestHost}. Messages cross
 * it as JSON, as they cross the real one.
 */
@NullMarked
package io.lyceum.plugin.testkit;

import org.jspecify.annotations.NullMarked;
