/**
 * Keeps the identity realms of schools in Keycloak: one realm a school, created by an account that
 * may do nothing else, kept by an account of the realm's own. Owns no tables, publishes no events;
 * callers store what {@link io.lyceum.identity.internal.realms.RealmSecrets} holds, encrypted.
 */
@NullMarked
package io.lyceum.identity.internal.realms;

import org.jspecify.annotations.NullMarked;
