@NullMarked
package io.lyceum.admin;

import org.jspecify.annotations.NullMarked;
