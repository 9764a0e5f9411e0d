/** Background work of the school: the tray's content and the whole list. */
@NullMarked
package io.lyceum.admin.jobs;

import org.jspecify.annotations.NullMarked;
