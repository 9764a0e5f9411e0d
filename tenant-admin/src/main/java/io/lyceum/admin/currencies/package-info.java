/** In which currencies a school shows its prices. */
@NullMarked
package io.lyceum.admin.currencies;

import org.jspecify.annotations.NullMarked;
