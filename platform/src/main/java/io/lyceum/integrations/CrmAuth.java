package io.lyceum.integrations;

/** How the school proves itself to a CRM. */
public enum CrmAuth {
    /** A token in {@code Authorization: Bearer}. */
    BEARER,
    /** User and password. */
    BASIC,
    /**
     * A token that is fetched with a client's id and secret (RFC 6749, 4.4), as Salesforce does.
     */
    CLIENT_CREDENTIALS
}
