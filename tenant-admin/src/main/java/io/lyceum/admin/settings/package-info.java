/** A school's general settings. */
@NullMarked
package io.lyceum.admin.settings;

import org.jspecify.annotations.NullMarked;
