package io.lyceum.shared.files;

import io.lyceum.shared.text.Messages;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * What is broken in a zip archive, as a part of a longer sentence and without its words. Those are
 * {@code reason.<code>} in the message bundle {@code imports}, with arguments {@code a} and {@code
 * b}.
 */
public record ZipDamage(Code code, List<String> arguments) {

    /** Each kind of damage that there is. */
    public enum Code {
        ZIP_IN_PARTS,
        ZIP_CONTENTS_CUT,
        ZIP_CONTENTS_SURPLUS,
        ZIP_CONTENTS_MISSING,
        ZIP_ENDS_EARLY,
        ZIP_METHOD,
        ZIP_ENTRY_CUT,
        ZIP_ENTRY_DAMAGED,
        ZIP_CHECKSUM,
        ZIP_CONTENTS_DIFFER
    }

    public ZipDamage {
        arguments = List.copyOf(arguments);
    }

    static ZipDamage of(Code code, Object... arguments) {
        return new ZipDamage(code, Arrays.stream(arguments).map(Object::toString).toList());
    }

    /** Says it in English, as problems are told to programs. */
    @Override
    public String toString() {
        return Messages.of("imports", Locale.ENGLISH)
                .get(
                        "reason." + code,
                        "a",
                        arguments.isEmpty() ? "" : arguments.get(0),
                        "b",
                        arguments.size() < 2 ? "" : arguments.get(1));
    }
}
