package io.lyceum.devstack;

/** The ports of a stack, each with the environment variable that changes it. */
enum Port {
    WEB("LYCEUM_PORT", 8080, "Lyceum"),
    KEYCLOAK("LYCEUM_KEYCLOAK_PORT", 8081, "Keycloak"),
    KEYCLOAK_MANAGEMENT("LYCEUM_KEYCLOAK_MANAGEMENT_PORT", 8082, "Keycloak's health"),
    MAILBOX("LYCEUM_MAILBOX_PORT", 8025, "the mailbox"),
    SMTP("LYCEUM_SMTP_PORT", 1025, "the mailbox's SMTP"),
    IMAP("LYCEUM_IMAP_PORT", 1143, "the mailbox's IMAP"),
    STRIPE("LYCEUM_STRIPE_PORT", 12111, "the Stripe simulator"),
    DATABASE("LYCEUM_DB_PORT", 5433, "PostgreSQL");

    final String variable;
    final int standard;
    final String purpose;

    Port(String variable, int standard, String purpose) {
        this.variable = variable;
        this.standard = standard;
        this.purpose = purpose;
    }
}
