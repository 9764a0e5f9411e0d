/** What may change, and when. */
@NullMarked
package io.lyceum.plugin.stability;

import org.jspecify.annotations.NullMarked;
