@NullMarked
package io.lyceum.identity;

import org.jspecify.annotations.NullMarked;
