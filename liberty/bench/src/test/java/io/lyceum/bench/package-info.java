@NullMarked
package io.lyceum.bench;

import org.jspecify.annotations.NullMarked;
