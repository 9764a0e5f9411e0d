package io.lyceum.plugins.internal;

import io.lyceum.plugins.PluginCalls;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;

/** What a call is about that nobody waits for: the school itself, in its language and time. */
@ApplicationScoped
public class SchoolSubject {

    private final CurrentSchool current;
    private final Schools schools;
    private final Transactions transactions;

    protected SchoolSubject() {
        this(null, null, null);
    }

    @Inject
    SchoolSubject(CurrentSchool current, Schools schools, Transactions transactions) {
        this.current = current;
        this.schools = schools;
        this.transactions = transactions;
    }

    /** The current school. */
    public PluginCalls.Subject current() {
        School school = transactions.call(() -> schools.byId(current.id()).orElseThrow());
        return new PluginCalls.Subject(null, null, school.locale(), school.timeZone());
    }
}
