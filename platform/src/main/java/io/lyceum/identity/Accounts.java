package io.lyceum.identity;

import io.lyceum.identity.internal.RealmKeeper;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;

/** Accounts in the realm of the current school. Takes a while: not in a transaction. */
@ApplicationScoped
public class Accounts {

    private final RealmKeeper keeper;
    private final People people;
    private final Schools schools;
    private final CurrentSchool school;
    private final Transactions transactions;

    protected Accounts() {
        this(null, null, null, null, null);
    }

    @Inject
    Accounts(
            RealmKeeper keeper,
            People people,
            Schools schools,
            CurrentSchool school,
            Transactions transactions) {
        this.keeper = keeper;
        this.people = people;
        this.schools = schools;
        this.school = school;
        this.transactions = transactions;
    }

    /**
     * Opens a learner's account for somebody who is not here yet; the realm mails them how to set
     * their password. Repeating it answers the same person.
     *
     * @throws Problem when the realm does not answer or refuses
     */
    public Person open(String email, String name) {
        School at = transactions.call(() -> schools.byId(school.id()).orElseThrow());
        URI welcome = URI.create(transactions.call(() -> schools.originOf(at.id())) + "/welcome");
        String subject = keeper.openAccount(email, name, at.locale(), welcome);
        return transactions.call(() -> people.admit(subject, email, name));
    }

    /**
     * Removes an account for good; repeating it changes nothing.
     *
     * @throws Problem when the realm does not answer or refuses
     */
    public void remove(String subject) {
        keeper.removeAccount(subject);
    }
}
