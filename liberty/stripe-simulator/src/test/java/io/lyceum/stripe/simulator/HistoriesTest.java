package io.lyceum.stripe.simulator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.stripe.exception.StripeException;
import com.stripe.model.Account;
import com.stripe.model.Customer;
import com.stripe.model.PaymentIntent;
import com.stripe.net.RequestOptions;
import com.stripe.param.AccountCreateParams;
import com.stripe.param.PaymentIntentCreateParams;
import com.stripe.param.PayoutCreateParams;
import com.stripe.param.RefundCreateParams;
import com.stripe.param.TransferCreateParams;
import com.stripe.param.TransferReversalCreateParams;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HistoriesTest extends SimulatorTest {

    private static final String[] CARDS = {
        "pm_card_visa",
        "pm_card_bypassPending",
        "pm_card_createDispute",
        "pm_card_refundFail",
        "pm_card_pendingRefund",
        "pm_card_chargeDeclined"
    };

    @TempDir Path folder;

    private Account account() throws Exception {
        Account account =
                stripe.accounts()
                        .create(
                                AccountCreateParams.builder()
                                        .setType(AccountCreateParams.Type.EXPRESS)
                                        .setCapabilities(
                                                AccountCreateParams.Capabilities.builder()
                                                        .setTransfers(
                                                                AccountCreateParams.Capabilities
                                                                        .Transfers.builder()
                                                                        .setRequested(true)
                                                                        .build())
                                                        .build())
                                        .build());
        submit(simulator.url() + "/onboard/" + account.getId(), "action", "all");
        return account;
    }

    /** Whatever happened, the balances are the sums of what was booked. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void balances_are_the_sums_of_their_transactions(long seed) throws Exception {
        Random random = new Random(seed);
        List<Account> accounts = List.of(account(), account());
        List<String> intents = new ArrayList<>();
        List<String> transfers = new ArrayList<>();
        for (int i = 0; i < 120; i++) {
            Account account = accounts.get(random.nextInt(2));
            String currency = random.nextBoolean() ? "eur" : "jpy";
            long amount = 100 + random.nextInt(20_000);
            try {
                switch (random.nextInt(8)) {
                    case 0, 1, 2 -> intents.add(pay(random, currency, amount, account));
                    case 3 -> refund(random, intents, amount);
                    case 4 ->
                            transfers.add(
                                    stripe.transfers()
                                            .create(
                                                    TransferCreateParams.builder()
                                                            .setAmount(amount)
                                                            .setCurrency(currency)
                                                            .setDestination(account.getId())
                                                            .build())
                                            .getId());
                    case 5 -> reverse(random, transfers, amount);
                    case 6 ->
                            stripe.payouts()
                                    .create(
                                            PayoutCreateParams.builder()
                                                    .setAmount(amount / 4)
                                                    .setCurrency(currency)
                                                    .setMethod(
                                                            random.nextBoolean()
                                                                    ? PayoutCreateParams.Method
                                                                            .INSTANT
                                                                    : PayoutCreateParams.Method
                                                                            .STANDARD)
                                                    .build(),
                                            on(account.getId()));
                    default -> advance(random.nextInt(3) * DAY);
                }
            } catch (StripeException refused) {
                assertTrue(refused.getStatusCode() < 500, refused.getMessage());
            }
        }
        assertBalanced();
        assertTrue(events().size() > 100);
        advance(30 * DAY);
        assertBalanced();
        for (var row : control("GET", "balances").path("data")) {
            assertEquals(0, row.path("pending").asLong(), row.toString());
        }
    }

    private String pay(Random random, String currency, long amount, Account account)
            throws Exception {
        PaymentIntentCreateParams.Builder params =
                PaymentIntentCreateParams.builder()
                        .setAmount(amount)
                        .setCurrency(currency)
                        .setPaymentMethod(CARDS[random.nextInt(CARDS.length)])
                        .setConfirm(true);
        boolean direct = random.nextInt(4) == 0;
        if (direct) {
            params.setApplicationFeeAmount(amount / 10);
        } else if (random.nextInt(4) == 0) {
            params.setTransferData(
                    PaymentIntentCreateParams.TransferData.builder()
                            .setDestination(account.getId())
                            .build());
        }
        RequestOptions where = direct ? on(account.getId()) : RequestOptions.getDefault();
        return stripe.paymentIntents().create(params.build(), where).getId();
    }

    private void refund(Random random, List<String> intents, long amount) throws Exception {
        if (!intents.isEmpty()) {
            RefundCreateParams.Builder params =
                    RefundCreateParams.builder()
                            .setPaymentIntent(intents.get(random.nextInt(intents.size())));
            if (random.nextBoolean()) {
                params.setAmount(amount / 2);
            }
            stripe.refunds().create(params.setReverseTransfer(random.nextBoolean()).build());
        }
    }

    private void reverse(Random random, List<String> transfers, long amount) throws Exception {
        if (!transfers.isEmpty()) {
            stripe.transfers()
                    .reversals()
                    .create(
                            transfers.get(random.nextInt(transfers.size())),
                            TransferReversalCreateParams.builder().setAmount(amount / 2).build());
        }
    }

    @Test
    void a_restart_keeps_everything() throws Exception {
        simulator.close();
        SimulatorConfig config = config().withData(folder);
        open(Simulator.start(config));
        Customer customer = customer();
        PaymentIntentCreateParams params =
                PaymentIntentCreateParams.builder()
                        .setAmount(1_000L)
                        .setCurrency("eur")
                        .setPaymentMethod("pm_card_visa")
                        .setConfirm(true)
                        .build();
        RequestOptions key = RequestOptions.builder().setIdempotencyKey("order-1").build();
        PaymentIntent intent = stripe.paymentIntents().create(params, key);
        advance(DAY / 2);
        ObjectNode counts = control("GET", "counts");
        long now = control("GET", "clock").path("now").asLong();
        simulator.close();
        Files.writeString(
                folder.resolve("journal.jsonl"), "{\"put\":[{\"id\":", StandardOpenOption.APPEND);
        open(Simulator.start(config));
        assertEquals(counts, control("GET", "counts"));
        assertTrue(control("GET", "clock").path("now").asLong() >= now);
        assertEquals("Ada", stripe.customers().retrieve(customer.getId()).getName());
        assertEquals(intent.getId(), stripe.paymentIntents().create(params, key).getId());
        advance(2 * DAY);
        assertEquals(946, stripe.balance().retrieve().getAvailable().get(0).getAmount());
        assertEquals(0, stripe.balance().retrieve().getPending().get(0).getAmount());
        control("POST", "reset");
        assertEquals(0, stripe.customers().list().getData().size());
    }
}
