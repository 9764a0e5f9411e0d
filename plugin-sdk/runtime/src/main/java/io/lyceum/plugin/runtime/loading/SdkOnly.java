package io.lyceum.plugin.runtime.loading;

import java.net.URL;
import java.util.Collections;
import java.util.Enumeration;

/**
 * The parent of every plugin's class loader: the JDK and {@code io.lyceum.plugin}, without the
 * runtime and whatever else the host is made of.
 */
final class SdkOnly extends ClassLoader {

    private static final String SDK = "io.lyceum.plugin.";
    private static final String RUNTIME = "io.lyceum.plugin.runtime.";
    private static final String NULLNESS = "org.jspecify.annotations.";

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
        boolean sdk = name.startsWith(SDK) && !name.startsWith(RUNTIME);
        // PF4J's own class stands in for the plugin class that our descriptors don't have.
        if (sdk || name.startsWith(NULLNESS)) {
            return host.loadClass(name);
        }
        throw new ClassNotFoundException(name);
    }

    @Override
    public Enumeration<URL> getResources(String name) {
        return Collections.emptyEnumeration();
    }
}
