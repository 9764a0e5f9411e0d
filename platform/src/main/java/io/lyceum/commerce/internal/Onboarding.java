package io.lyceum.commerce.internal;

import io.lyceum.commerce.ConnectedAccount;
import io.lyceum.commerce.ConnectedBalance;
import io.lyceum.commerce.Payee;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.commerce.Payouts;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;

/** Opens accounts and leads their owners to Stripe. */
@ApplicationScoped
public class Onboarding {

    private final ConnectGateway connect;
    private final StripeConnection connection;
    private final ConnectedRows accounts;
    private final Paying paying;
    private final CurrentSchool school;
    private final Schools schools;
    private final Transactions transactions;

    protected Onboarding() {
        this(null, null, null, null, null, null, null);
    }

    @Inject
    Onboarding(
            ConnectGateway connect,
            StripeConnection connection,
            ConnectedRows accounts,
            Paying paying,
            CurrentSchool school,
            Schools schools,
            Transactions transactions) {
        this.connect = connect;
        this.connection = connection;
        this.accounts = accounts;
        this.paying = paying;
        this.school = school;
        this.schools = schools;
        this.transactions = transactions;
    }

    /** Opens an account for somebody, or goes on with the one that there is. */
    public ConnectedAccount connect(Payee payee, String country) {
        if (!connection.ready()) {
            throw new Problem(PaymentProblem.PAYMENTS_OFF);
        }
        new Checks()
                .that(Payouts.COUNTRIES.contains(country), "country", "Choose a country.")
                .done();
        ConnectedAccount begun = transactions.call(() -> accounts.begin(payee, country));
        paying.bring(begun.id());
        return transactions.call(() -> accounts.find(begun.id())).orElseThrow();
    }

    /** Answers where the owner of an account tells Stripe what it must know. */
    public String link(ConnectedAccount account, String path) {
        String origin = transactions.call(() -> schools.originOf(school.id()));
        return connect.link(opened(account), origin + path + "?again=1", origin + path + "?back=1");
    }

    public List<ConnectedBalance> balances(ConnectedAccount account) {
        return account.accountId().map(connect::balances).orElse(List.of());
    }

    public void schedule(ConnectedAccount account, ConnectedAccount.Interval interval) {
        connect.schedule(opened(account), interval);
    }

    private static String opened(ConnectedAccount account) {
        return account.accountId().orElseThrow(() -> new Problem(CommonProblem.NOT_FOUND));
    }
}
