@NullMarked
package io.lyceum.plugin.runtime;

import org.jspecify.annotations.NullMarked;
