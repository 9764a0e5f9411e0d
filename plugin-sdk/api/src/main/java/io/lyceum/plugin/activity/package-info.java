/** Kinds of activities in lessons: {@link io.lyceum.plugin.activity.ActivityType}. */
@NullMarked
package io.lyceum.plugin.activity;

import org.jspecify.annotations.NullMarked;
