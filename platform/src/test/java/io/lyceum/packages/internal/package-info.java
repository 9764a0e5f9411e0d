@NullMarked
package io.lyceum.packages.internal;

import org.jspecify.annotations.NullMarked;
