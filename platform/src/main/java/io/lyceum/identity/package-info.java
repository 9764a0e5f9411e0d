/**
 * Who somebody is at a school: sign-in with the school's realm, sessions, people and their roles.
 *
 * <p>Owns {@code person}, {@code invitation}, {@code session}, {@code sign_in_flow}, {@code
 * school_realm}. Events out: {@code person.joined}, {@code person.invited}. Events in: {@code
 * school.brand_changed}, {@code school.hosts_changed}, {@code person.invited}.
 */
@NullMarked
package io.lyceum.identity;

import org.jspecify.annotations.NullMarked;
