package io.lyceum.plugin.runtime.loading;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.Extensions;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.pf4j.AbstractPluginManager;
import org.pf4j.DefaultExtensionFactory;
import org.pf4j.DefaultExtensionFinder;
import org.pf4j.DefaultPluginDescriptor;
import org.pf4j.DefaultPluginFactory;
import org.pf4j.DefaultPluginStatusProvider;
import org.pf4j.DefaultVersionManager;
import org.pf4j.ExtensionFactory;
import org.pf4j.ExtensionFinder;
import org.pf4j.PluginClassLoader;
import org.pf4j.PluginDescriptor;
import org.pf4j.PluginDescriptorFinder;
import org.pf4j.PluginFactory;
import org.pf4j.PluginLoader;
import org.pf4j.PluginRepository;
import org.pf4j.PluginRuntimeException;
import org.pf4j.PluginStatusProvider;
import org.pf4j.VersionManager;

/**
 * A plugin's archive with a class loader of its own and its extensions made. Each has a PF4J
 * manager of its own: versions of a plugin live side by side, and closing one touches no other.
 */
public final class LoadedPlugin implements AutoCloseable {

    private final PluginArchive archive;
    private final OnePlugin manager;
    private final Unpacked unpacked;
    private final Extensions extensions;

    private LoadedPlugin(
            PluginArchive archive, OnePlugin manager, Unpacked unpacked, Extensions extensions) {
        this.archive = archive;
        this.manager = manager;
        this.unpacked = unpacked;
        this.extensions = extensions;
    }

    /**
     * Loads an inspected archive.
     *
     * @param scratch where its libraries go while it is loaded; several may share one
     * @throws CallFailed if an extension cannot be made
     * @throws IOException if the archive has changed, or a library cannot be unpacked
     */
    public static LoadedPlugin load(PluginArchive archive, Path scratch) throws IOException {
        archive.requireUnchanged();
        Unpacked unpacked = Unpacked.librariesOf(archive, scratch);
        OnePlugin manager = new OnePlugin(archive, unpacked.libraries());
        boolean loaded = false;
        try {
            String id = manager.loadPlugin(archive.file());
            ClassLoader loader = manager.getPluginClassLoader(id);
            Extensions extensions = new Extensions(loader);
            for (Descriptor.Provided provided : archive.descriptor().provides()) {
                extensions.add(provided.kind(), provided.id(), provided.className());
            }
            loaded = true;
            return new LoadedPlugin(archive, manager, unpacked, extensions);
        } catch (PluginRuntimeException | LinkageError e) {
            throw new CallFailed("it cannot be loaded: " + e.getMessage());
        } finally {
            if (!loaded) {
                manager.forget();
                unpacked.remove();
            }
        }
    }

    /** What was loaded. */
    public PluginArchive archive() {
        return archive;
    }

    /** Its extensions. */
    public Extensions extensions() {
        return extensions;
    }

    /** Closes its class loader; calls that run on keep what they have loaded. */
    @Override
    public void close() {
        manager.forget();
        unpacked.remove();
    }

    /**
     * Libraries on disk, in a folder that no other load of the same version shares: the class
     * loader opens them late, and closing one plugin must not take them from another.
     */
    private record Unpacked(@Nullable Path folder, List<Path> libraries) {

        static Unpacked librariesOf(PluginArchive archive, Path scratch) throws IOException {
            if (archive.libraries().isEmpty()) {
                return new Unpacked(null, List.of());
            }
            Files.createDirectories(scratch);
            List<Path> libraries = new ArrayList<>();
            Path folder = Files.createTempDirectory(scratch, "lib");
            Unpacked unpacked = new Unpacked(folder, libraries);
            boolean done = false;
            try {
                for (String library : archive.libraries()) {
                    Path target = folder.resolve(library.replace('/', '-'));
                    libraries.add(target);
                    try (OutputStream out = Files.newOutputStream(target)) {
                        archive.copy(library, out);
                    }
                }
                done = true;
                return unpacked;
            } finally {
                if (!done) {
                    unpacked.remove();
                }
            }
        }

        void remove() {
            if (folder == null) {
                return;
            }
            try {
                for (Path library : libraries) {
                    Files.deleteIfExists(library);
                }
                Files.deleteIfExists(folder);
            } catch (IOException e) {
                folder.toFile().deleteOnExit();
            }
        }
    }

    /** PF4J with our descriptor and class loader, and nothing on disk but the one archive. */
    private static final class OnePlugin extends AbstractPluginManager {

        private final PluginArchive archive;
        private final List<Path> libraries;

        OnePlugin(PluginArchive archive, List<Path> libraries) {
            this.archive = archive;
            this.libraries = libraries;
            // The super constructor has built its parts already, from a half made object.
            this.pluginLoader = loader();
            this.pluginDescriptorFinder = finder();
            setSystemVersion(
                    io.lyceum.plugin.runtime.descriptor.SdkRange.CURRENT.toString() + ".0");
        }

        void forget() {
            for (var plugin : List.copyOf(getPlugins())) {
                unloadPlugin(plugin.getPluginId());
            }
        }

        private PluginLoader loader() {
            return new PluginLoader() {

                @Override
                public boolean isApplicable(Path path) {
                    return true;
                }

                @Override
                public ClassLoader loadPlugin(Path path, PluginDescriptor descriptor) {
                    PluginClassLoader loader =
                            new PluginClassLoader(
                                    OnePlugin.this,
                                    descriptor,
                                    new SdkOnly(LoadedPlugin.class.getClassLoader()));
                    loader.addFile(path.toFile());
                    libraries.forEach(library -> loader.addFile(library.toFile()));
                    return loader;
                }
            };
        }

        private PluginDescriptorFinder finder() {
            return new PluginDescriptorFinder() {

                @Override
                public boolean isApplicable(Path path) {
                    return true;
                }

                @Override
                public PluginDescriptor find(Path path) {
                    Descriptor descriptor = archive.descriptor();
                    return new DefaultPluginDescriptor(
                            descriptor.reference(),
                            "",
                            "org.pf4j.Plugin",
                            descriptor.version(),
                            "*",
                            descriptor.publisher(),
                            "");
                }
            };
        }

        @Override
        protected PluginRepository createPluginRepository() {
            return new PluginRepository() {

                @Override
                public List<Path> getPluginPaths() {
                    return List.of();
                }

                @Override
                public boolean deletePluginPath(Path path) {
                    return false;
                }
            };
        }

        @Override
        protected PluginFactory createPluginFactory() {
            return new DefaultPluginFactory();
        }

        @Override
        protected ExtensionFactory createExtensionFactory() {
            return new DefaultExtensionFactory();
        }

        @Override
        protected PluginDescriptorFinder createPluginDescriptorFinder() {
            return finder();
        }

        @Override
        protected ExtensionFinder createExtensionFinder() {
            return new DefaultExtensionFinder(this);
        }

        @Override
        protected PluginStatusProvider createPluginStatusProvider() {
            return new DefaultPluginStatusProvider(Path.of("."));
        }

        @Override
        protected PluginLoader createPluginLoader() {
            return loader();
        }

        @Override
        protected VersionManager createVersionManager() {
            return new DefaultVersionManager();
        }
    }
}
