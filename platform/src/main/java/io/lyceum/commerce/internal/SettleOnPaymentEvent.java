package io.lyceum.commerce.internal;

import io.lyceum.commerce.PaymentEventKept;
import io.lyceum.commerce.PaymentProblem;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;

/** Looks at Stripe how an order stands that it has told something about. */
@ApplicationScoped
class SettleOnPaymentEvent implements EventListener.Outbound<PaymentEventKept> {

    @Inject Settling settling;
    @Inject PaymentEventRows events;
    @Inject Transactions transactions;

    @Override
    public Class<PaymentEventKept> event() {
        return PaymentEventKept.class;
    }

    @Override
    public void on(UUID id, PaymentEventKept event) {
        try {
            settling.settle(event.order());
        } catch (Problem problem) {
            if (problem.code() == PaymentProblem.PAYMENT_UNREACHABLE) {
                throw new EventListener.Unavailable(problem.detail());
            }
            throw problem;
        }
        transactions.run(() -> events.handled(event.event()));
    }
}
