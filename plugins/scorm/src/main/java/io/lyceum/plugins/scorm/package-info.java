/**
 * SCORM 1.2 and SCORM 2004 (3rd and 4th edition): {@link io.lyceum.plugins.scorm.ScormPackages}.
 */
@NullMarked
package io.lyceum.plugins.scorm;

import org.jspecify.annotations.NullMarked;
