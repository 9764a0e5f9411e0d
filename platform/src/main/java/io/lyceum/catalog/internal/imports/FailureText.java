package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportFailure;
import io.lyceum.shared.text.Messages;
import java.util.Locale;
import java.util.MissingResourceException;

/**
 * The words of failures: {@code failure.<code>} in the message bundle {@code imports}. Other
 * capabilities have codes of their own; those are told in English.
 */
public final class FailureText {

    private FailureText() {}

    /** Says a failure in a language. */
    public static String of(ImportFailure failure, Locale locale) {
        try {
            return Messages.of("imports", locale)
                    .get("failure." + failure.code(), Reason.named(failure.details(), locale));
        } catch (MissingResourceException e) {
            return failure.message();
        }
    }
}
