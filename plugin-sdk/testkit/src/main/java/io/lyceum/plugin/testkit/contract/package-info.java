/** Tests that every plugin of a kind has to pass; a plugin's own test extends them. */
@NullMarked
package io.lyceum.plugin.testkit.contract;

import org.jspecify.annotations.NullMarked;
