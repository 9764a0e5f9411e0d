/** The first page of a school's back office: what is still to be set up, and what goes on. */
@NullMarked
package io.lyceum.admin.home;

import org.jspecify.annotations.NullMarked;
