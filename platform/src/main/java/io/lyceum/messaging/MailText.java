package io.lyceum.messaging;

import java.util.Locale;

/**
 * The words of one mail in one language.
 *
 * @param own whether they are the school's own; otherwise the usual ones
 * @param version goes up with each change; 0 for the usual ones
 */
public record MailText(MailKind kind, Locale language, Wording wording, boolean own, int version) {}
