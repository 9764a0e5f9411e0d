@NullMarked
package io.lyceum.admin.desk;

import org.jspecify.annotations.NullMarked;
