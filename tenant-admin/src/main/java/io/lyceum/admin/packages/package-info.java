/** The content package of an activity: what was uploaded, and what becomes of it. */
@NullMarked
package io.lyceum.admin.packages;

import org.jspecify.annotations.NullMarked;
