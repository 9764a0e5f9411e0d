package io.lyceum.integrations;

/**
 * What somebody writes of a CRM.
 *
 * @param user the user, or the client's id
 * @param secret the token, password or client's secret; empty to keep the one that is there
 * @param perMinute how many requests it is sent at most
 */
public record CrmForm(
        String name,
        String url,
        CrmAuth auth,
        String tokenUrl,
        String user,
        String secret,
        int perMinute,
        CrmRecord contact,
        CrmRecord enrolment) {}
