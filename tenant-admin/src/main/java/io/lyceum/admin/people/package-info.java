/** The people of a school: the list, one person, invitations and roles. */
@NullMarked
package io.lyceum.admin.people;

import org.jspecify.annotations.NullMarked;
