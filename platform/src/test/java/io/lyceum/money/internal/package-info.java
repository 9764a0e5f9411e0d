@NullMarked
package io.lyceum.money.internal;

import org.jspecify.annotations.NullMarked;
