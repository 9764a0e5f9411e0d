package io.lyceum.identity.internal;

import io.lyceum.identity.CurrentPerson.SignedIn;
import io.lyceum.shared.SchoolCache;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import java.net.URI;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;

/** Makes the real parts that know realms and sessions, over caches of the test's choice. */
public final class SampleRealms {

    private SampleRealms() {}

    /** Settings that find a school's realm in a map instead of the database. */
    public static RealmSettings settings(
            SchoolCache<String, RealmSettings.Realm> cache,
            Map<SchoolId, RealmSettings.Realm> realms,
            CurrentSchool school) {
        return new RealmSettings(
                cache, null, Clock.systemUTC(), null, null, school, URI.create("http://none")) {
            @Override
            public Optional<Realm> find() {
                return Optional.ofNullable(realms.get(school.id()));
            }
        };
    }

    /** Sessions in a cache of the test's choice. */
    public static SessionCache sessions(SchoolCache<String, Optional<SignedIn>> cache) {
        return new SessionCache(cache);
    }
}
