package io.lyceum.integrations;

import org.jspecify.annotations.Nullable;

/**
 * What a person says of a mail server.
 *
 * @param host a name, not an address
 * @param security a name of {@link MailServer.Security}
 * @param user empty for a server that asks for none
 * @param password empty to keep the one that is known
 * @param from mail address
 * @param perMinute how many mails it takes at most, from 10 on; 0 or nothing for as many as there
 *     are
 */
public record MailServerForm(
        @Nullable String host,
        @Nullable Integer port,
        @Nullable String security,
        @Nullable String user,
        @Nullable String password,
        @Nullable String from,
        @Nullable Integer perMinute) {

    @Override
    public String toString() {
        return "MailServerForm[" + host + "]";
    }
}
