package io.lyceum.integrations;

/** How a sender proves that a message is its own. */
public enum InboundFormat {
    /** Standard Webhooks: {@code webhook-signature}, HMAC-SHA256 of id, time and body. */
    STANDARD(true),
    /** {@code Stripe-Signature}, HMAC-SHA256 of time and body. */
    STRIPE(false),
    /** HMAC-SHA256 of the body in a header of the sender's choice, in hexadecimal or base64. */
    HMAC(true),
    /** The secret itself in a header, for senders that cannot sign. */
    TOKEN(true);

    private final boolean made;

    InboundFormat(boolean made) {
        this.made = made;
    }

    /** Tells whether the secret can be made here; otherwise the sender gives it. */
    public boolean secretIsMadeHere() {
        return made;
    }

    /** Tells whether a header has to be named. */
    public boolean namesHeader() {
        return this == HMAC || this == TOKEN;
    }
}
