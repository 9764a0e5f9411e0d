package io.lyceum.identity.internal;

import io.lyceum.identity.internal.realms.Realms;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Sql;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.SchoolId;
import io.lyceum.tenancy.SchoolStatusChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Closes the sign-in of a suspended school and ends its sessions; opens it again afterwards. */
@ApplicationScoped
class FollowSchoolStatusInRealm implements EventListener.Outbound<SchoolStatusChanged> {

    @Inject RealmKeeper keeper;
    @Inject RealmSettings settings;
    @Inject Realms realms;
    @Inject Sql sql;
    @Inject Transactions transactions;
    @Inject SessionCache sessions;
    @Inject CurrentSchool currentSchool;

    @Override
    public Class<SchoolStatusChanged> event() {
        return SchoolStatusChanged.class;
    }

    @Override
    public void on(UUID id, SchoolStatusChanged event) {
        SchoolId school = new SchoolId(event.school());
        boolean open =
                event.status() == School.Status.ACTIVE
                        || event.status() == School.Status.ONBOARDING;
        currentSchool.run(school, () -> follow(school, open));
    }

    private void follow(SchoolId school, boolean open) {
        if (!open) {
            transactions.run(
                    () -> sql.update("delete from session where tenant_id = :tenant").run());
            sessions.forget(school);
        }
        // A school that was closed before its realm was made has nothing to close.
        if (settings.find().isPresent()) {
            realms.setRealmEnabled(keeper.access(), open);
        }
    }
}
