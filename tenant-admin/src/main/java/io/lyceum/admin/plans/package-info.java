/** Plans of the platform, and the one that a school is on. */
@NullMarked
package io.lyceum.admin.plans;

import org.jspecify.annotations.NullMarked;
