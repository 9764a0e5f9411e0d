package io.lyceum.plugins;

import io.lyceum.plugin.runtime.archive.ArchiveRefused;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.archive.Signature;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.descriptor.SdkRange;
import io.lyceum.plugin.runtime.scan.CodeScan;
import io.lyceum.plugins.PluginVersion.SignedBy;
import io.lyceum.plugins.PluginVersion.State;
import io.lyceum.plugins.internal.Archives;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
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
    private final Publishers publishers;
    private final Archives archives;
    private final Transactions transactions;
    private final Optional<String> platformKey;

    protected PluginIntake() {
        this(null, null, null, null, Optional.empty());
    }

    @Inject
    PluginIntake(
            Plugins plugins,
            Publishers publishers,
            Archives archives,
            Transactions transactions,
            @ConfigProperty(name = "lyceum.plugins.platform-key") Optional<String> platformKey) {
        this.plugins = plugins;
        this.publishers = publishers;
        this.archives = archives;
        this.transactions = transactions;
        this.platformKey = platformKey;
    }

    /**
     * Takes in an archive that the platform's administrators sent. Signed with the platform's key
     * it is published, and runs in the server's process; anything else waits for a review, and runs
     * in a worker.
     *
     * @param signature Base64, made with the platform's key or one of the publisher's; empty for
     *     none
     * @throws Problem PLUGIN_REFUSED with the reason, PLUGIN_VERSION_EXISTS, PLUGIN_TAKEN
     */
    public PluginVersion receive(InputStream content, String signature) {
        return opened(
                content,
                archive -> {
                    SignedBy signedBy = signedBy(archive, signature);
                    return take(
                            archive,
                            signedBy,
                            "",
                            signedBy == SignedBy.PLATFORM ? State.PUBLISHED : State.IN_REVIEW);
                });
    }

    /**
     * Takes in an archive that a publisher sent. It is looked into, and handed to the reviewers by
     * {@link Plugins#move}.
     *
     * @param publisher for whom it is sent; the descriptor must name the same
     * @param signature Base64, made with one of the publisher's keys; empty for none
     * @param changelog what is new, for the schools
     * @throws Problem PLUGIN_REFUSED with the reason, PLUGIN_VERSION_EXISTS, PLUGIN_TAKEN,
     *     PUBLISHER_SUSPENDED
     */
    public PluginVersion submit(
            Publisher publisher, InputStream content, String signature, String changelog) {
        publisher.requireActive();
        new Checks().atMost(changelog, "changelog", Plugins.LONGEST_TEXT).done();
        return opened(
                content,
                archive -> {
                    if (!archive.descriptor().publisher().equals(publisher.id())) {
                        throw new Problem(
                                PluginProblem.PLUGIN_REFUSED,
                                "its descriptor names the publisher "
                                        + archive.descriptor().publisher()
                                        + ", and you are "
                                        + publisher.id()
                                        + ".");
                    }
                    return take(archive, signedBy(archive, signature), changelog, State.SCANNED);
                });
    }

    /** Takes in an archive that comes with the server itself. */
    public PluginVersion bundled(InputStream content) {
        return opened(content, archive -> take(archive, SignedBy.PLATFORM, "", State.PUBLISHED));
    }

    private interface Taking {
        PluginVersion take(PluginArchive archive) throws IOException;
    }

    private PluginVersion opened(InputStream content, Taking taking) {
        try {
            Path file = archives.receive(content);
            try {
                return taking.take(inspect(file));
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

    private SignedBy signedBy(PluginArchive archive, String signature) {
        if (signature.isBlank()) {
            return SignedBy.NOBODY;
        }
        boolean platforms =
                platformKey
                        .map(Signature::publicKey)
                        .filter(key -> Signature.verifies(archive, signature, key))
                        .isPresent();
        if (platforms) {
            return SignedBy.PLATFORM;
        }
        boolean publishers =
                this.publishers.keys(archive.descriptor().publisher()).stream()
                        .filter(Publisher.Key::valid)
                        .map(key -> Signature.publicKey(key.publicKey()))
                        .anyMatch(key -> Signature.verifies(archive, signature, key));
        if (publishers) {
            return SignedBy.PUBLISHER;
        }
        throw new Problem(
                PluginProblem.PLUGIN_REFUSED,
                "the signature was not made for this archive with the platform's key, nor with a"
                        + " valid one of the publisher "
                        + archive.descriptor().publisher()
                        + ".");
    }

    private PluginVersion take(
            PluginArchive archive, SignedBy signedBy, String changelog, State goal)
            throws IOException {
        if (PluginVersion.isDevelopment(archive.descriptor().version())) {
            throw new Problem(
                    PluginProblem.PLUGIN_REFUSED,
                    "a version that ends in "
                            + PluginVersion.DEVELOPMENT
                            + " is one that is being written.");
        }
        CodeScan.Result scan;
        try {
            scan = CodeScan.of(archive);
        } catch (CodeScan.UnreadableClass e) {
            throw new Problem(PluginProblem.PLUGIN_REFUSED, e.getMessage());
        }
        archives.keep(archive);
        String yaml = new String(archive.read("plugin.yaml"), StandardCharsets.UTF_8);
        return transactions.call(
                () -> {
                    PluginVersion taken = plugins.add(archive, yaml, signedBy, changelog);
                    String id = taken.id();
                    String version = taken.version();
                    if (taken.state() == State.DRAFT) {
                        taken = plugins.scanned(id, version, scan);
                    }
                    if (taken.state() != State.SCANNED || goal == State.SCANNED) {
                        return taken;
                    }
                    return goal == State.PUBLISHED
                            ? plugins.publish(id, version)
                            : plugins.move(id, version, goal, "");
                });
    }
}
