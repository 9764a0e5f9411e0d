/**
 * Content packages, such as SCORM: teachers upload them into activities, learners run them on an
 * origin of their own. The plugin knows the format; here are the files, the runs and the results.
 * Tables: content_package, content_package_file, package_launch, package_run. Events out and in:
 * none.
 */
@NullMarked
package io.lyceum.packages;

import org.jspecify.annotations.NullMarked;
