package io.lyceum.notifications;

import io.lyceum.shared.text.Messages;
import java.util.Locale;

/**
 * What a notification says in the reader's language.
 *
 * @param text one sentence below the title
 */
public record NotificationTexts(String title, String text) {

    /** Puts a notification into words. */
    public static NotificationTexts of(NotificationKind kind, Facts facts, Locale reader) {
        Messages messages = Messages.of("notifications", reader);
        return new NotificationTexts(
                say(messages, kind + ".title", facts), say(messages, kind + ".text", facts));
    }

    private static String say(Messages messages, String key, Facts facts) {
        return messages.get(
                key, "course", facts.course(), "lesson", facts.lesson(), "count", facts.count());
    }
}
