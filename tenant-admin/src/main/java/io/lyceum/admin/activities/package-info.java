/** The activities of a lesson. */
@NullMarked
package io.lyceum.admin.activities;

import org.jspecify.annotations.NullMarked;
