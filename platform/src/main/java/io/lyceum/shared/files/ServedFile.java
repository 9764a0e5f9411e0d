package io.lyceum.shared.files;

import java.time.Instant;

/**
 * A stored file that someone is allowed to have.
 *
 * @param name as the person sees it when saving; any text
 * @param size in bytes
 * @param stored when it was uploaded
 * @param audience who may keep a copy on the way
 */
public record ServedFile(
        String name, FileType type, FileHash hash, long size, Instant stored, Audience audience) {

    /** Who may see a file and keep it in a cache. */
    public enum Audience {
        /**
         * Logos, course pictures: anyone, and any cache, for a year; the address has the version.
         */
        EVERYONE,
        /** Anyone, but the address stays when the content changes: caches ask each time. */
        EVERYONE_REVALIDATED,
        /** One signed-in person: no shared cache, asked again each time. */
        ONE_PERSON
    }
}
