/** What the classes of an archive use that a reviewer wants to know of, without loading any. */
@NullMarked
package io.lyceum.plugin.runtime.scan;

import org.jspecify.annotations.NullMarked;
