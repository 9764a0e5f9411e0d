/** {@code plugin.yaml}: its shape and its rules. */
@NullMarked
package io.lyceum.plugin.runtime.descriptor;

import org.jspecify.annotations.NullMarked;
