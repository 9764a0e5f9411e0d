/**
 * The launcher: runs a whole Lyceum on one machine, for people who try it and for its tests.
 *
 * <p>It starts PostgreSQL, then Keycloak, a mailbox and Open Liberty beside each other, fills the
 * demo schools through the public REST API, and stops everything in the opposite order. It is no
 * part of the product: nothing here is on a production server.
 */
@NullMarked
package io.lyceum.devstack;

import org.jspecify.annotations.NullMarked;
