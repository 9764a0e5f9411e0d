package io.lyceum.plugins;

import io.lyceum.plugin.runtime.archive.ArchiveRefused;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.archive.Signature;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.descriptor.SdkRange;
import io.lyceum.plugins.PluginVersion.SignedBy;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.internal.Archives;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Takes archives of plugins in: inspects them, checks their signature, keeps them, and only then
 * writes them down. No class of theirs is loaded here.
 */
@ApplicationScoped
public class PluginIntake {

    private final Plugins plugins;
    private final Archives archives;
    private final Optional<String> platformKey;

    protected PluginIntake() {
        this(null, null, Optional.empty());
    }

    @Inject
    PluginIntake(
            Plugins plugins,
            Archives archives,
            @ConfigProperty(name = "lyceum.plugins.platform-key") Optional<String> platformKey) {
        this.plugins = plugins;
        this.archives = archives;
        this.platformKey = platformKey;
    }

    /**
     * Takes in an archive that somebody sent. Signed with the platform's key it is published, and
     * runs in the server's process; anything else waits for a review, and runs in a worker.
     *
     * @param signature Base64; empty for none
     * @throws Problem PLUGIN_REFUSED with the reason, PLUGIN_VERSION_EXISTS
     */
    public PluginVersion receive(InputStream content, String signature) {
        try {
            Path file = archives.receive(content);
            try {
                PluginArchive archive = inspect(file);
                boolean signed = !signature.isBlank();
                if (signed && !isPlatforms(archive, signature)) {
                    throw new Problem(
                            PluginProblem.PLUGIN_REFUSED,
                            "the signature was not made for this archive with the platform's key.");
                }
                return take(
                        archive,
                        signed ? SignedBy.PLATFORM : SignedBy.NOBODY,
                        signed ? State.PUBLISHED : State.IN_REVIEW);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes in an archive that comes with the server itself. */
    public PluginVersion bundled(InputStream content) {
        try {
            Path file = archives.receive(content);
            try {
                return take(inspect(file), SignedBy.PLATFORM, State.PUBLISHED);
            } finally {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads an archive as every way in does.
     *
     * @throws Problem PLUGIN_REFUSED with the reason
     */
    static PluginArchive inspect(Path file) throws IOException {
        PluginArchive archive;
        try {
            archive = PluginArchive.open(file);
        } catch (ArchiveRefused | BadDescriptor e) {
            throw new Problem(PluginProblem.PLUGIN_REFUSED, e.getMessage());
        }
        if (!archive.descriptor().sdk().contains(SdkRange.CURRENT)) {
            throw new Problem(
                    PluginProblem.PLUGIN_REFUSED,
                    "it works with SDK "
                            + archive.descriptor().sdk()
                            + ", and this is "
                            + SdkRange.CURRENT
                            + ".");
        }
        return archive;
    }

    private boolean isPlatforms(PluginArchive archive, String signature) {
        return platformKey
                .map(Signature::publicKey)
                .filter(key -> Signature.verifies(archive, signature, key))
                .isPresent();
    }

    private PluginVersion take(PluginArchive archive, SignedBy signedBy, State state)
            throws IOException {
        if (PluginVersion.isDevelopment(archive.descriptor().version())) {
            throw new Problem(
                    PluginProblem.PLUGIN_REFUSED,
                    "a version that ends in "
                            + PluginVersion.DEVELOPMENT
                            + " is one that is being written.");
        }
        archives.keep(archive);
        return plugins.add(
                archive,
                new String(archive.read("plugin.yaml"), StandardCharsets.UTF_8),
                signedBy,
                state,
                "");
    }
}
