package io.lyceum.devstack;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Brings the servers' archives, from Maven's local repository or by Maven itself. */
final class Artifacts {

    private final Settings settings;
    private final Console console;

    Artifacts(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    /** What a server looked like when it was unpacked. */
    @FunctionalInterface
    interface Use {
        void unpack(Path archive) throws IOException;
    }

    /**
     * Hands the archive to be used; one that had to be downloaded is deleted from our cache after
     * it, as Maven's own repository keeps it.
     */
    void use(String group, String name, String version, String type, String size, Use use)
            throws IOException {
        Path local =
                Path.of(System.getProperty("user.home"), ".m2", "repository")
                        .resolve(group.replace('.', '/'))
                        .resolve(name)
                        .resolve(version)
                        .resolve(name + "-" + version + "." + type);
        if (Files.isRegularFile(local)) {
            use.unpack(local);
            return;
        }
        Path folder = settings.cache().resolve("download");
        Files.createDirectories(folder);
        console.line("  Downloading " + name + " " + version + " (" + size + ") …");
        download(group + ":" + name + ":" + version + ":" + type, folder, name);
        Path fetched = folder.resolve(name + "-" + version + "." + type);
        use.unpack(fetched);
        Files.delete(fetched);
    }

    private void download(String artifact, Path folder, String name) throws IOException {
        Process maven =
                new ProcessBuilder(
                                settings.root().resolve("mvnw").toString(),
                                "--non-recursive",
                                "--quiet",
                                "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy",
                                "-Dartifact=" + artifact,
                                "-DoutputDirectory=" + folder,
                                "-Dmdep.overWriteSnapshots=true")
                        .directory(settings.root().toFile())
                        .inheritIO()
                        .start();
        try {
            if (maven.waitFor() != 0) {
                throw new Failure(
                        "Maven could not download "
                                + name
                                + ". Check the network and Maven's settings, then run the command"
                                + " again.");
            }
        } catch (InterruptedException e) {
            maven.destroy();
            Thread.currentThread().interrupt();
            throw new Failure("Interrupted while downloading " + name + ".");
        }
    }
}
