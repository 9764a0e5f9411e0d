@NullMarked
package io.lyceum.plugins.internal;

import org.jspecify.annotations.NullMarked;
