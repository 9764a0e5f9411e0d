package io.lyceum.plugin.runtime.loading;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;
import java.util.Set;

/**
 * The parent of every plugin's class loader: the JDK and the SDK, without the runtime and whatever
 * else the host is made of.
 */
final class SdkOnly extends ClassLoader {

    /** Whole packages, by their exact names: the host has others that begin like the SDK's. */
    private static final Set<String> PACKAGES =
            Set.of(
                    "io.lyceum.plugin",
                    "io.lyceum.plugin.activity",
                    "io.lyceum.plugin.connector",
                    "io.lyceum.plugin.content",
                    "io.lyceum.plugin.event",
                    "io.lyceum.plugin.job",
                    "io.lyceum.plugin.page",
                    "io.lyceum.plugin.privacy",
                    "io.lyceum.plugin.stability",
                    "io.lyceum.plugin.view",
                    "org.jspecify.annotations");

    static {
        ClassLoader.registerAsParallelCapable();
    }

    private final ClassLoader host;

    SdkOnly(ClassLoader host) {
        super(ClassLoader.getPlatformClassLoader());
        this.host = host;
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        if (PACKAGES.contains(name.substring(0, Math.max(0, name.lastIndexOf('.'))))) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
