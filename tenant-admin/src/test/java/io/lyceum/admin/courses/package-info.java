@NullMarked
package io.lyceum.admin.courses;

import org.jspecify.annotations.NullMarked;
