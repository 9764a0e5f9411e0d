/** Certificates that a school has issued, and taking one back. */
@NullMarked
package io.lyceum.admin.certificates;

import org.jspecify.annotations.NullMarked;
