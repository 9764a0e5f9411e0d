/** Work of its own time: {@link io.lyceum.plugin.job.ScheduledJob}. */
@NullMarked
package io.lyceum.plugin.job;

import org.jspecify.annotations.NullMarked;
