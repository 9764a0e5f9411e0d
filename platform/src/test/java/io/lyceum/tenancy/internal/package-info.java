@NullMarked
package io.lyceum.tenancy.internal;

import org.jspecify.annotations.NullMarked;
