/** Content packages such as SCORM: {@link io.lyceum.plugin.content.ContentPackageHandler}. */
@NullMarked
package io.lyceum.plugin.content;

import org.jspecify.annotations.NullMarked;
