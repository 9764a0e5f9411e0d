package io.lyceum.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.lyceum.catalog.internal.imports.FailureText;
import java.util.List;
import java.util.Locale;

/**
 * Why an import failed.
 *
 * @param code usually of {@link ImportProblem}
 * @param message one sentence in English
 * @param details what fills the places of the sentence in other languages
 */
public record ImportFailure(String code, String message, @JsonIgnore List<String> details) {

    public ImportFailure {
        details = List.copyOf(details);
    }

    /** Says it in one sentence in the reader's language. */
    public String in(Locale locale) {
        return FailureText.of(this, locale);
    }
}
