package io.lyceum.identity.internal;

import io.lyceum.identity.internal.RealmSettings.Realm;
import io.lyceum.identity.internal.realms.RealmAccess;
import io.lyceum.identity.internal.realms.Realms;
import io.lyceum.tenancy.ErasureStep;
import io.lyceum.tenancy.Erasures;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;

/** Deletes the realm with all accounts, while the rows still hold the key that opens it. */
@ApplicationScoped
class EraseRealm implements ErasureStep {

    private final RealmSettings settings;
    private final Realms realms;
    private final SessionCache sessions;
    private final Erasures erasures;

    protected EraseRealm() {
        this(null, null, null, null);
    }

    @Inject
    EraseRealm(RealmSettings settings, Realms realms, SessionCache sessions, Erasures erasures) {
        this.settings = settings;
        this.realms = realms;
        this.sessions = sessions;
        this.erasures = erasures;
    }

    @Override
    public String key() {
        return "realm";
    }

    @Override
    public int position() {
        return 20;
    }

    @Override
    public Progress run(School school) {
        sessions.forget(school.id());
        Optional<Realm> realm = settings.find();
        boolean deleted =
                realm.isPresent()
                        && realms.deleteRealm(
                                new RealmAccess(
                                        realm.get().name(), realm.get().provisionerSecret()));
        if (deleted) {
            erasures.count(school.id(), this, "realms", 1);
        }
        return Progress.DONE;
    }
}
