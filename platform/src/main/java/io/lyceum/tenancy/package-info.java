@NullMarked
package io.lyceum.tenancy;

import org.jspecify.annotations.NullMarked;
