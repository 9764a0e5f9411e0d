/** What the pages of notifications show. */
@NullMarked
package io.lyceum.notifications.web;

import org.jspecify.annotations.NullMarked;
