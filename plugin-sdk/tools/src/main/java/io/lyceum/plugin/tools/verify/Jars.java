package io.lyceum.plugin.tools.verify;

import java.net.URISyntaxException;
import java.nio.file.Path;

/** Where classes of the SDK and of what it runs on come from. */
public final class Jars {

    private Jars() {}

    /** The jar or folder of a class. */
    public static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }
}
