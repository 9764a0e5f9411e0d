package io.lyceum.plugins;

import io.lyceum.shared.security.Tokens;

/** A file that a plugin brings for browsers. */
public final class WebFile {

    private final byte[] content;
    private final String hash;

    /** Takes bytes, which nobody changes from here on. */
    public WebFile(byte[] content) {
        this(content, Tokens.hash(content));
    }

    /** Takes bytes whose hash is known. */
    public WebFile(byte[] content, String hash) {
        this.content = content;
        this.hash = hash;
    }

    /** The bytes, not to be changed. */
    public byte[] content() {
        return content;
    }

    /** Another text for every other content; letters, digits, {@code -} and {@code _}. */
    public String hash() {
        return hash;
    }
}
