package io.lyceum.plugin.runtime.archive;

import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * A plugin's archive: a jar with {@code plugin.yaml} and classes at its top, libraries as {@code
 * lib/*.jar}, and what browsers load below {@code web/}. Opening one reads every entry once, within
 * bounds, and loads no class.
 *
 * @param sha256 of the file, in hexadecimal
 * @param classes names of all classes, those of libraries included
 * @param web paths below {@code web/}
 * @param libraries paths of {@code lib/*.jar}
 */
public record PluginArchive(
        Path file,
        long size,
        String sha256,
        Descriptor descriptor,
        Set<String> classes,
        Set<String> web,
        List<String> libraries) {

    /** The largest archive, in bytes. */
    public static final long LARGEST = 64L * 1024 * 1024;

    private static final long LARGEST_UNPACKED = 256L * 1024 * 1024;
    private static final int MOST_ENTRIES = 20_000;
    private static final int HIGHEST_RATIO = 100;
    private static final int RATIO_FROM = 1024 * 1024;
    private static final Set<String> NESTED =
            Set.of(".zip", ".jar", ".war", ".ear", ".rar", ".7z", ".tar", ".gz", ".xz", ".bz2");
    private static final List<String> FOREIGN =
            List.of(
                    "io/lyceum/plugin/",
                    "org/jspecify/",
                    "org/pf4j/",
                    "org/slf4j/",
                    "java/",
                    "javax/",
                    "jakarta/");

    public PluginArchive {
        classes = Collections.unmodifiableSet(new TreeSet<>(classes));
        web = Collections.unmodifiableSet(new TreeSet<>(web));
        libraries = List.copyOf(libraries);
    }

    /**
     * Inspects an archive.
     *
     * @throws ArchiveRefused if it breaks a rule of archives
     * @throws BadDescriptor if its descriptor breaks rules
     * @throws IOException if the file cannot be read
     */
    public static PluginArchive open(Path file) throws IOException {
        long size = Files.size(file);
        if (size > LARGEST) {
            throw new ArchiveRefused(
                    "size", "The archive is larger than " + megabytes(LARGEST) + ".");
        }
        return new Inspection(file, size).archive();
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    /** Reads one file of the archive. */
    public byte[] read(String path) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(path);
            if (entry == null) {
                throw new IOException("no " + path + " in " + file.getFileName());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                return in.readAllBytes();
            }
        }
    }

    /** What has been seen so far. */
    private static final class Inspection {

        private final Path file;
        private final long size;
        private final Set<String> names = new HashSet<>();
        private final Set<String> classes = new TreeSet<>();
        private final Set<String> web = new TreeSet<>();
        private final List<String> libraries = new ArrayList<>();
        private int entries;
        private long unpacked;

        Inspection(Path file, long size) {
            this.file = file;
            this.size = size;
        }

        PluginArchive archive() throws IOException {
            byte[] descriptor = null;
            // The central directory is what class loaders read; both it and the entries as they
            // follow each other have to say the same.
            Set<String> listed = listed();
            try (InputStream in = Files.newInputStream(file);
                    ZipInputStream zip = new ZipInputStream(in)) {
                for (ZipEntry entry = zip.getNextEntry();
                        entry != null;
                        entry = zip.getNextEntry()) {
                    String name = admit(entry.getName());
                    if (!listed.contains(name)) {
                        throw new ArchiveRefused(
                                "hidden",
                                "The archive's directory does not list " + shown(name) + ".");
                    }
                    if (entry.isDirectory()) {
                        continue;
                    }
                    byte[] bytes = bytes(zip, name);
                    if (name.equals("plugin.yaml")) {
                        descriptor = bytes;
                    } else if (name.startsWith("web/")) {
                        web.add(name.substring("web/".length()));
                    }
                    look(name, bytes);
                }
            } catch (IllegalArgumentException e) {
                throw new ArchiveRefused("names", "A name in the archive is no UTF-8.");
            }
            if (names.size() != listed.size()) {
                throw new ArchiveRefused(
                        "hidden", "The archive's directory lists entries that are not there.");
            }
            if (descriptor == null) {
                throw new ArchiveRefused(
                        "descriptor",
                        entries == 0
                                ? "This is no zip or jar archive."
                                : "There is no plugin.yaml at the top of the archive.");
            }
            Descriptor read = DescriptorReader.read(text(descriptor));
            for (Descriptor.Provided provided : read.provides()) {
                if (!classes.contains(provided.className())) {
                    throw new ArchiveRefused(
                            "class", "The archive has no class " + provided.className() + ".");
                }
            }
            return new PluginArchive(file, size, sha256(), read, classes, web, libraries);
        }

        private Set<String> listed() {
            Set<String> listed = new HashSet<>();
            try (ZipFile zip = new ZipFile(file.toFile())) {
                if (zip.size() > MOST_ENTRIES) {
                    throw tooMany();
                }
                for (var all = zip.entries(); all.hasMoreElements(); ) {
                    if (!listed.add(all.nextElement().getName())) {
                        throw new ArchiveRefused("duplicate", "The archive has a name twice.");
                    }
                }
            } catch (IOException | IllegalArgumentException e) {
                throw new ArchiveRefused("zip", "This is no readable zip or jar archive.");
            }
            return listed;
        }

        private static ArchiveRefused tooMany() {
            return new ArchiveRefused(
                    "count", "The archive has more than " + MOST_ENTRIES + " entries.");
        }

        private String admit(String name) {
            if (++entries > MOST_ENTRIES) {
                throw tooMany();
            }
            if (name.isEmpty()
                    || name.length() > 300
                    || name.startsWith("/")
                    || name.indexOf('\\') >= 0
                    || name.indexOf(':') >= 0
                    || name.chars().anyMatch(Character::isISOControl)
                    || List.of(name.split("/", -1)).contains("..")
                    || List.of(name.split("/", -1)).contains(".")) {
                throw new ArchiveRefused(
                        "escape", "A path leaves the archive or is not portable: " + shown(name));
            }
            if (!names.add(name)) {
                throw new ArchiveRefused(
                        "duplicate", "The archive has a name twice: " + shown(name));
            }
            return name;
        }

        private static String shown(String name) {
            String clean = name.replaceAll("\\p{Cntrl}", "?");
            return clean.length() > 80 ? clean.substring(0, 80) + "…" : clean;
        }

        private byte[] bytes(ZipInputStream zip, String name) throws IOException {
            long left = LARGEST_UNPACKED - unpacked;
            byte[] bytes = zip.readNBytes((int) Math.min(left + 1, Integer.MAX_VALUE - 8L));
            unpacked += bytes.length;
            if (unpacked > LARGEST_UNPACKED) {
                throw new ArchiveRefused(
                        "unpacked",
                        "Unpacked, the archive is larger than "
                                + megabytes(LARGEST_UNPACKED)
                                + ".");
            }
            if (unpacked > RATIO_FROM && unpacked / Math.max(1, size) > HIGHEST_RATIO) {
                throw new ArchiveRefused(
                        "ratio",
                        "Unpacked, the archive is more than "
                                + HIGHEST_RATIO
                                + " times as large: "
                                + shown(name));
            }
            return bytes;
        }

        private void look(String name, byte[] bytes) throws IOException {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("lib/") && lower.endsWith(".jar") && name.indexOf('/', 4) < 0) {
                libraries.add(name);
                lookInto(name, bytes);
            } else if (NESTED.stream().anyMatch(lower::endsWith) || isZip(bytes)) {
                throw new ArchiveRefused(
                        "nested",
                        "Archives in the archive are allowed as lib/*.jar only: " + shown(name));
            } else if (isClass(name)) {
                addClass(name, "the archive");
            }
        }

        private void lookInto(String library, byte[] bytes) throws IOException {
            try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(bytes))) {
                Set<String> inside = new HashSet<>();
                for (ZipEntry entry = zip.getNextEntry();
                        entry != null;
                        entry = zip.getNextEntry()) {
                    String name = entry.getName();
                    if (++entries > MOST_ENTRIES) {
                        throw tooMany();
                    }
                    if (!inside.add(name) && isClass(name)) {
                        throw new ArchiveRefused("duplicate", library + " has a class twice.");
                    }
                    byte[] content = bytes(zip, library + "!" + name);
                    if (isZip(content)) {
                        throw new ArchiveRefused(
                                "nested", library + " has an archive in it: " + shown(name));
                    }
                    if (isClass(name)) {
                        addClass(name, library);
                    }
                }
            }
        }

        private void addClass(String name, String where) {
            String path =
                    name.startsWith("META-INF/versions/")
                            ? name.substring(name.indexOf('/', "META-INF/versions/".length()) + 1)
                            : name;
            if (FOREIGN.stream().anyMatch(path::startsWith)) {
                throw new ArchiveRefused(
                        "bundled",
                        where
                                + " brings "
                                + path
                                + ", which is the host's: build it with scope provided.");
            }
            classes.add(path.substring(0, path.length() - ".class".length()).replace('/', '.'));
        }

        private static boolean isClass(String name) {
            return name.endsWith(".class")
                    && !name.endsWith("module-info.class")
                    && !name.endsWith("package-info.class");
        }

        private static boolean isZip(byte[] bytes) {
            return bytes.length > 3
                    && bytes[0] == 'P'
                    && bytes[1] == 'K'
                    && (bytes[2] == 3 || bytes[2] == 5)
                    && (bytes[3] == 4 || bytes[3] == 6);
        }

        private static String text(byte[] bytes) {
            try {
                return StandardCharsets.UTF_8
                        .newDecoder()
                        .onMalformedInput(CodingErrorAction.REPORT)
                        .decode(ByteBuffer.wrap(bytes))
                        .toString();
            } catch (CharacterCodingException e) {
                throw new ArchiveRefused("descriptor", "plugin.yaml is no UTF-8.");
            }
        }

        private String sha256() throws IOException {
            try (InputStream in = Files.newInputStream(file)) {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                byte[] buffer = new byte[65536];
                for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                    digest.update(buffer, 0, n);
                }
                return HexFormat.of().formatHex(digest.digest());
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
