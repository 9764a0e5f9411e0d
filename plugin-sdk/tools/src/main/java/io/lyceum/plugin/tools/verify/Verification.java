package io.lyceum.plugin.tools.verify;

import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.archive.ArchiveRefused;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.SdkRange;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks a plugin and says each result as soon as it is known. */
public final class Verification {

    private final Sdk sdk;
    private final PrintStream out;
    private final List<Check> checks = new ArrayList<>();

    Verification(Sdk sdk, PrintStream out) {
        this.sdk = sdk;
        this.out = out;
    }

    /** Prepares checks against the SDK that these tools were built with. */
    public static Verification against(PrintStream out) throws IOException {
        return new Verification(Sdk.current(), out);
    }

    /** The checks so far. */
    List<Check> checks() {
        return List.copyOf(checks);
    }

    /**
     * Builds a project and checks what comes out of it.
     *
     * @param maven the program to build it with, unless the project brings one
     * @return true if every check passed
     */
    public boolean ofProject(Path folder, Path maven) throws IOException {
        Project project = new Project(folder, maven);
        if (add(project.build())) {
            Optional<Path> jar = project.jar();
            Set<Kind> kinds = EnumSet.noneOf(Kind.class);
            inspect(jar.orElseThrow())
                    .ifPresent(
                            descriptor ->
                                    descriptor.provides().forEach(one -> kinds.add(one.kind())));
            add(ContractTests.check(folder, kinds));
        }
        return result();
    }

    /**
     * Checks an archive.
     *
     * @return true if every check passed
     */
    public boolean ofArchive(Path jar) throws IOException {
        inspect(jar);
        add(Check.leftOut(CheckName.CONTRACTS, "they are the project's; give its folder instead"));
        return result();
    }

    private Optional<Descriptor> inspect(Path jar) throws IOException {
        Path scratch = Files.createTempDirectory("lyceum-verify");
        try {
            Optional<PluginArchive> opened = open(jar);
            if (opened.isEmpty()) {
                return Optional.empty();
            }
            PluginArchive archive = opened.get();
            add(range(archive.descriptor()));
            add(new SdkUse(sdk, archive).check());
            if (add(WorkerStart.check(archive, scratch))) {
                add(Unloading.check(archive, scratch));
            } else {
                add(Check.leftOut(CheckName.LEAKS, "it does not load"));
            }
            return Optional.of(archive.descriptor());
        } finally {
            delete(scratch);
        }
    }

    private Optional<PluginArchive> open(Path jar) throws IOException {
        try {
            PluginArchive archive = PluginArchive.open(jar);
            add(
                    Check.passed(
                            CheckName.ARCHIVE,
                            "%d class%s, %d libraries, %,d bytes, sha256 %s…"
                                    .formatted(
                                            archive.classes().size(),
                                            archive.classes().size() == 1 ? "" : "es",
                                            archive.libraries().size(),
                                            archive.size(),
                                            archive.sha256().substring(0, 12))));
            add(Check.passed(CheckName.DESCRIPTOR, said(archive.descriptor())));
            return Optional.of(archive);
        } catch (ArchiveRefused e) {
            add(Check.failed(CheckName.ARCHIVE, e.getMessage() + " [" + e.rule() + "]"));
        } catch (BadDescriptor e) {
            // It is read last: the archive around it has been looked through by then.
            add(Check.passed(CheckName.ARCHIVE, ""));
            add(
                    Check.failed(
                            CheckName.DESCRIPTOR,
                            e.violations().stream().map(Object::toString).toList()));
        }
        leaveOut(EnumSet.of(CheckName.SDK_RANGE, CheckName.SDK_USE, CheckName.WORKER));
        return Optional.empty();
    }

    private static String said(Descriptor descriptor) {
        return "%s, %d extension%s, %d scopes, %d storages"
                .formatted(
                        descriptor.reference(),
                        descriptor.provides().size(),
                        descriptor.provides().size() == 1 ? "" : "s",
                        descriptor.scopes().size(),
                        descriptor.storage().size());
    }

    private void leaveOut(Set<CheckName> names) {
        names.forEach(name -> add(Check.leftOut(name, "not looked at")));
    }

    private static Check range(Descriptor descriptor) {
        String facts = descriptor.sdk() + ", this SDK is " + SdkRange.CURRENT;
        return descriptor.sdk().contains(SdkRange.CURRENT)
                ? Check.passed(CheckName.SDK_RANGE, facts)
                : Check.failed(CheckName.SDK_RANGE, facts);
    }

    private boolean add(Check check) {
        checks.add(check);
        out.println(check.shown());
        return check.outcome() != Check.Outcome.FAILED;
    }

    private boolean result() {
        long failed = count(Check.Outcome.FAILED);
        out.println();
        out.println(
                failed == 0
                        ? "  " + count(Check.Outcome.PASSED) + " checks passed"
                        : "  " + failed + " of " + checks.size() + " checks failed");
        return failed == 0;
    }

    private long count(Check.Outcome outcome) {
        return checks.stream().filter(check -> check.outcome() == outcome).count();
    }

    private static void delete(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        }
    }
}
