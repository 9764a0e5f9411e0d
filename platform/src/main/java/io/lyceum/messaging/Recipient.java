package io.lyceum.messaging;

import java.util.Locale;

/**
 * Who a mail goes to.
 *
 * @param address mail address; letters of any script
 * @param name as the person wrote it; may be empty
 * @param locale the language that the person reads
 */
public record Recipient(String address, String name, Locale locale) {}
