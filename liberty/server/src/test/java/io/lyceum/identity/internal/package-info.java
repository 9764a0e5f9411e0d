@NullMarked
package io.lyceum.identity.internal;

import org.jspecify.annotations.NullMarked;
