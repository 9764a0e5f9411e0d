package io.lyceum.architecture.violations.realms.identity;

import io.lyceum.architecture.violations.realms.identity.internal.realms.Realms;

/** A façade that calls the admin API, perhaps inside a transaction. */
class Librarians {
    Realms realms;
}
