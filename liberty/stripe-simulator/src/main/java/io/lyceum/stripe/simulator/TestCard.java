package io.lyceum.stripe.simulator;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A card that does not exist, and what happens to those who pay with it.
 *
 * @param decline why the issuer refuses, or null
 */
record TestCard(
        String number, String brand, String country, Conduct conduct, @Nullable Decline decline) {

    enum Conduct {
        PAYS,
        DECLINES,
        NEEDS_AUTHENTICATION,
        /** Can be saved; every charge is refused. */
        ATTACHES_ONLY,
        GETS_DISPUTED,
        PAYS_AVAILABLE_AT_ONCE,
        REFUNDS_FAIL_LATER,
        REFUNDS_STAY_PENDING
    }

    /** A refusal: error code, decline code and message. */
    record Decline(String code, @Nullable String declineCode, String message) {}

    private static final Decline GENERIC =
            new Decline("card_declined", "generic_decline", "Your card was declined.");

    private static final Map<String, TestCard> CARDS =
            Map.ofEntries(
                    card("4242424242424242", "visa", "US", Conduct.PAYS, null),
                    card("4000056655665556", "visa", "US", Conduct.PAYS, null),
                    card("5555555555554444", "mastercard", "US", Conduct.PAYS, null),
                    card("378282246310005", "amex", "US", Conduct.PAYS, null),
                    card("4000002760000016", "visa", "DE", Conduct.PAYS, null),
                    card("4000008260000000", "visa", "GB", Conduct.PAYS, null),
                    card("4000003920000003", "visa", "JP", Conduct.PAYS, null),
                    card("4000000000000077", "visa", "US", Conduct.PAYS_AVAILABLE_AT_ONCE, null),
                    card("4000000000000002", "visa", "US", Conduct.DECLINES, GENERIC),
                    card(
                            "4000000000009995",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline(
                                    "card_declined",
                                    "insufficient_funds",
                                    "Your card has insufficient funds.")),
                    card(
                            "4000000000009987",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline("card_declined", "lost_card", "Your card was declined.")),
                    card(
                            "4000000000009979",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline("card_declined", "stolen_card", "Your card was declined.")),
                    card(
                            "4000000000000069",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline("expired_card", null, "Your card has expired.")),
                    card(
                            "4000000000000127",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline(
                                    "incorrect_cvc",
                                    null,
                                    "Your card's security code is incorrect.")),
                    card(
                            "4000000000000119",
                            "visa",
                            "US",
                            Conduct.DECLINES,
                            new Decline(
                                    "processing_error",
                                    null,
                                    "An error occurred while processing your card. Try again in a"
                                            + " little bit.")),
                    card("4000002760003184", "visa", "DE", Conduct.NEEDS_AUTHENTICATION, null),
                    card("4000002500003155", "visa", "FR", Conduct.NEEDS_AUTHENTICATION, null),
                    card("4000000000003220", "visa", "US", Conduct.NEEDS_AUTHENTICATION, null),
                    card("4000000000000341", "visa", "US", Conduct.ATTACHES_ONLY, GENERIC),
                    card("4000000000000259", "visa", "US", Conduct.GETS_DISPUTED, null),
                    card("4000000000005126", "visa", "US", Conduct.REFUNDS_FAIL_LATER, null),
                    card("4000000000007726", "visa", "US", Conduct.REFUNDS_STAY_PENDING, null));

    private static final Map<String, String> TOKENS =
            Map.ofEntries(
                    Map.entry("visa", "4242424242424242"),
                    Map.entry("visa_debit", "4000056655665556"),
                    Map.entry("mastercard", "5555555555554444"),
                    Map.entry("amex", "378282246310005"),
                    Map.entry("de", "4000002760000016"),
                    Map.entry("gb", "4000008260000000"),
                    Map.entry("jp", "4000003920000003"),
                    Map.entry("us", "4242424242424242"),
                    Map.entry("bypassPending", "4000000000000077"),
                    Map.entry("chargeDeclined", "4000000000000002"),
                    Map.entry("chargeDeclinedInsufficientFunds", "4000000000009995"),
                    Map.entry("chargeDeclinedLostCard", "4000000000009987"),
                    Map.entry("chargeDeclinedStolenCard", "4000000000009979"),
                    Map.entry("chargeDeclinedExpiredCard", "4000000000000069"),
                    Map.entry("chargeDeclinedIncorrectCvc", "4000000000000127"),
                    Map.entry("chargeDeclinedProcessingError", "4000000000000119"),
                    Map.entry("authenticationRequired", "4000002760003184"),
                    Map.entry("threeDSecure2Required", "4000000000003220"),
                    Map.entry("threeDSecureRequired", "4000000000003220"),
                    Map.entry("chargeCustomerFail", "4000000000000341"),
                    Map.entry("createDispute", "4000000000000259"),
                    Map.entry("refundFail", "4000000000005126"),
                    Map.entry("pendingRefund", "4000000000007726"));

    private static Map.Entry<String, TestCard> card(
            String number,
            String brand,
            String country,
            Conduct conduct,
            @Nullable Decline decline) {
        return Map.entry(number, new TestCard(number, brand, country, conduct, decline));
    }

    static Optional<TestCard> numbered(String number) {
        return Optional.ofNullable(CARDS.get(number.replaceAll("[ -]", "")));
    }

    /** The card of a token like pm_card_visa or tok_visa. */
    static Optional<TestCard> named(String token) {
        String name = token.replaceFirst("^(pm_card|tok)_", "");
        String number = TOKENS.get(name);
        if (number == null && name.startsWith("visa_")) {
            number = TOKENS.get(name.substring("visa_".length()));
        }
        return Optional.ofNullable(number).map(CARDS::get);
    }

    String last4() {
        return number.substring(number.length() - 4);
    }
}
