@NullMarked
package io.lyceum.shared;

import org.jspecify.annotations.NullMarked;
