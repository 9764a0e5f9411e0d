package io.lyceum.commerce;

import io.lyceum.commerce.internal.PaymentEventRows;
import io.lyceum.commerce.internal.StripeGateway;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import java.util.UUID;

/** Where Stripe tells the platform something: proved, kept, and handled afterwards. */
@ApplicationScoped
public class PaymentEvents {

    private final StripeGateway stripe;
    private final PaymentEventRows rows;
    private final CurrentSchool school;
    private final Transactions transactions;

    protected PaymentEvents() {
        this(null, null, null, null);
    }

    @Inject
    PaymentEvents(
            StripeGateway stripe,
            PaymentEventRows rows,
            CurrentSchool school,
            Transactions transactions) {
        this.stripe = stripe;
        this.rows = rows;
        this.school = school;
        this.transactions = transactions;
    }

    /**
     * Takes in a message. The same one again changes nothing; one that is of no school is kept by
     * the platform.
     *
     * @param body as it came
     * @throws Problem PAYMENT_NOT_PROVED
     */
    public void receive(String body, String signature) {
        StripeGateway.Told told = stripe.told(body, signature);
        Optional<PaymentEventRows.Whose> whose = transactions.call(() -> rows.whose(told));
        UUID of = whose.map(PaymentEventRows.Whose::school).orElse(SchoolId.PLATFORM.value());
        school.run(
                new SchoolId(of),
                () ->
                        transactions.run(
                                () ->
                                        rows.keep(
                                                told,
                                                whose.flatMap(PaymentEventRows.Whose::order),
                                                body)));
    }
}
