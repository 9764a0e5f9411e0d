package io.lyceum.plugins;

import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What calls to plugins are about, in the language and time of who waits for the answer. */
@ApplicationScoped
public class Subjects {

    private final CurrentSchool current;
    private final Schools schools;
    private final Transactions transactions;

    protected Subjects() {
        this(null, null, null);
    }

    @Inject
    Subjects(CurrentSchool current, Schools schools, Transactions transactions) {
        this.current = current;
        this.schools = schools;
        this.transactions = transactions;
    }

    /** The current school, for calls that nobody waits for. */
    public PluginCalls.Subject ofSchool() {
        return ofSchool(null, null);
    }

    /** An activity or a person of the current school, for calls that nobody waits for. */
    public PluginCalls.Subject ofSchool(@Nullable UUID activity, @Nullable UUID person) {
        School school = transactions.call(() -> schools.byId(current.id()).orElseThrow());
        return new PluginCalls.Subject(activity, person, school.locale(), school.timeZone());
    }

    /** An activity or a person, in the language of who asks; where nobody does, in the school's. */
    public PluginCalls.Subject of(@Nullable UUID activity, @Nullable UUID person) {
        return CurrentRequest.bound()
                .map(
                        facts ->
                                new PluginCalls.Subject(
                                        activity, person, facts.locale(), facts.zone()))
                .orElseGet(() -> ofSchool(activity, person));
    }
}
