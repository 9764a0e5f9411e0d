@NullMarked
package io.lyceum.money;

import org.jspecify.annotations.NullMarked;
