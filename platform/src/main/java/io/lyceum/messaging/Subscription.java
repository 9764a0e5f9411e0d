package io.lyceum.messaging;

/**
 * Mails that a reader can do without and may refuse, of which one is part. They go out with the
 * headers of RFC 2369, RFC 2919 and RFC 8058, so that mail programs offer to refuse them.
 *
 * @param topic what they are about: a word in lower case that stays
 * @param unsubscribeUrl refuses them, by one POST or on the page that it shows
 * @param settingsUrl where the reader chooses among all mails
 */
public record Subscription(String topic, String unsubscribeUrl, String settingsUrl) {}
