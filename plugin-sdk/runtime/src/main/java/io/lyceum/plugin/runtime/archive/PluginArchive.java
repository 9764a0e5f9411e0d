package io.lyceum.plugin.runtime.archive;

import io.lyceum.plugin.runtime.descriptor.BadDescriptor;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.plugin.runtime.descriptor.DescriptorReader;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's archive: a jar with {@code plugin.yaml} and classes at its top, libraries as {@code
 * lib/*.jar}, and what browsers load below {@code web/}. Opening one reads every entry once, within
 * bounds, as class loaders would read it, and loads no class.
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
    private static final int LARGEST_DESCRIPTOR = 200 * 1024;
    private static final int LARGEST_MANIFEST = 1024 * 1024;

    /** What makes the JVM read or run other files than the archive's own. */
    private static final List<String> FORBIDDEN_ATTRIBUTES =
            List.of("Class-Path", "Launcher-Agent-Class", "Premain-Class", "Agent-Class");

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
            throw tooLarge();
        }
        return new Inspection(file).archive();
    }

    private static String megabytes(long bytes) {
        return bytes / (1024 * 1024) + " MB";
    }

    /** Reads one file of the archive. */
    public byte[] read(String path) throws IOException {
        ByteArrayOutputStream into = new ByteArrayOutputStream();
        copy(path, into);
        return into.toByteArray();
    }

    /** Unpacks one file of the archive. */
    public void copy(String path, OutputStream into) throws IOException {
        try (ZipFile zip = new ZipFile(file.toFile())) {
            ZipEntry entry = zip.getEntry(path);
            if (entry == null) {
                throw new IOException("no " + path + " in " + file.getFileName());
            }
            try (InputStream in = zip.getInputStream(entry)) {
                in.transferTo(into);
            }
        }
    }

    /**
     * Makes sure that the file is still the one that was inspected.
     *
     * @throws IOException if it is not, or cannot be read
     */
    public void requireUnchanged() throws IOException {
        if (!copied(file, OutputStream.nullOutputStream()).equals(sha256)) {
            throw new IOException(file.getFileName() + " has changed since it was inspected");
        }
    }

    private static String copied(Path file, OutputStream into) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[65536];
            long size = 0;
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                size += n;
                if (size > LARGEST) {
                    throw tooLarge();
                }
                digest.update(buffer, 0, n);
                into.write(buffer, 0, n);
            }
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static ArchiveRefused tooLarge() {
        return new ArchiveRefused("size", "The archive is larger than " + megabytes(LARGEST) + ".");
    }

    /** What has been seen so far. */
    private static final class Inspection {

        private final Path file;
        private final Set<String> names = new HashSet<>();
        private final Set<String> classes = new TreeSet<>();
        private final Set<String> web = new TreeSet<>();
        private final List<String> libraries = new ArrayList<>();
        private @Nullable ByteArrayOutputStream descriptor;
        private long size;
        private int entries;
        private long unpacked;

        Inspection(Path file) {
            this.file = file;
        }

        PluginArchive archive() throws IOException {
            // A copy of our own: what is hashed and what is looked at cannot be two files.
            Path copy = Files.createTempFile("plugin", ".jar");
            try {
                String sha256;
                try (OutputStream out = Files.newOutputStream(copy)) {
                    sha256 = copied(file, out);
                }
                size = Files.size(copy);
                look(copy);
                return archive(sha256);
            } finally {
                Files.deleteIfExists(copy);
            }
        }

        private PluginArchive archive(String sha256) {
            if (descriptor == null) {
                throw new ArchiveRefused(
                        "descriptor", "There is no plugin.yaml at the top of the archive.");
            }
            Descriptor read = DescriptorReader.read(text(descriptor.toByteArray()));
            for (Descriptor.Provided provided : read.provides()) {
                if (!classes.contains(provided.className())) {
                    throw new ArchiveRefused(
                            "class", "The archive has no class " + provided.className() + ".");
                }
            }
            return new PluginArchive(file, size, sha256, read, classes, web, libraries);
        }

        private void look(Path archive) throws IOException {
            try (ZipDirectory zip = ZipDirectory.open(archive, MOST_ENTRIES)) {
                for (ZipDirectory.Entry entry : zip.entries()) {
                    look(zip, entry, admit(entry.name()));
                }
            } catch (ZipException | EOFException e) {
                throw unreadable("The archive", e);
            }
        }

        private void look(ZipDirectory zip, ZipDirectory.Entry entry, String name)
                throws IOException {
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith("lib/") && lower.endsWith(".jar") && name.indexOf('/', 4) < 0) {
                libraries.add(name);
                lookIntoLibrary(zip, entry, name);
                return;
            }
            if (name.equals("plugin.yaml")) {
                descriptor =
                        new Bounded(LARGEST_DESCRIPTOR, "descriptor", "plugin.yaml is too large.");
                unpack(zip, entry, name, descriptor);
                return;
            }
            if (name.startsWith("web/") && !name.endsWith("/")) {
                web.add(name.substring("web/".length()));
            }
            if (NESTED.stream().anyMatch(lower::endsWith) || unpackPlain(zip, entry, name)) {
                throw new ArchiveRefused(
                        "nested",
                        "Archives in the archive are allowed as lib/*.jar only: " + shown(name));
            }
            if (isClass(name)) {
                addClass(name, "the archive");
            }
        }

        private void lookIntoLibrary(ZipDirectory zip, ZipDirectory.Entry entry, String library)
                throws IOException {
            Path copy = Files.createTempFile("library", ".jar");
            try {
                try (OutputStream out = Files.newOutputStream(copy)) {
                    unpack(zip, entry, library, out);
                }
                try (ZipDirectory inside = ZipDirectory.open(copy, MOST_ENTRIES)) {
                    lookInto(inside, library);
                } catch (ZipException | EOFException e) {
                    throw unreadable(shown(library), e);
                }
            } finally {
                Files.deleteIfExists(copy);
            }
        }

        private void lookInto(ZipDirectory library, String path) throws IOException {
            Set<String> inside = new HashSet<>();
            for (ZipDirectory.Entry entry : library.entries()) {
                String name = entry.name();
                if (++entries > MOST_ENTRIES) {
                    throw tooMany();
                }
                if (!inside.add(name) && (isClass(name) || isManifest(name))) {
                    throw new ArchiveRefused(
                            "duplicate", path + " has a name twice: " + shown(name));
                }
                if (unpackPlain(library, entry, path + "!" + name)) {
                    throw new ArchiveRefused(
                            "nested", path + " has an archive in it: " + shown(name));
                }
                if (isClass(name)) {
                    addClass(name, path);
                }
            }
        }

        /** Reads an entry that is no library; true if it is an archive. */
        private boolean unpackPlain(ZipDirectory zip, ZipDirectory.Entry entry, String shown)
                throws IOException {
            String name = entry.name();
            // Java 17 follows the index of jars just as it follows Class-Path.
            if (name.equalsIgnoreCase("META-INF/INDEX.LIST")) {
                throw new ArchiveRefused(
                        "class-path", "An index of other jars is not allowed: " + shown(shown));
            }
            if (!isManifest(name)) {
                return unpack(zip, entry, shown, OutputStream.nullOutputStream());
            }
            Bounded bytes = new Bounded(LARGEST_MANIFEST, "size", "A manifest is too large.");
            boolean nested = unpack(zip, entry, shown, bytes);
            Attributes main;
            try {
                main =
                        new Manifest(new ByteArrayInputStream(bytes.toByteArray()))
                                .getMainAttributes();
            } catch (IOException e) {
                throw new ArchiveRefused("zip", "A manifest is damaged: " + shown(shown));
            }
            for (String word : FORBIDDEN_ATTRIBUTES) {
                if (main.getValue(word) != null) {
                    throw new ArchiveRefused(
                            "class-path",
                            "A manifest with " + word + " is not allowed: " + shown(shown));
                }
            }
            return nested;
        }

        private boolean unpack(
                ZipDirectory zip, ZipDirectory.Entry entry, String name, OutputStream into)
                throws IOException {
            Passing passing = new Passing(name, into);
            zip.copy(entry, passing);
            return isZip(passing.head.toByteArray());
        }

        private static boolean isManifest(String name) {
            // Java finds the manifest whatever the case of its name.
            return name.equalsIgnoreCase(JarFile.MANIFEST_NAME);
        }

        private static ArchiveRefused unreadable(String what, IOException e) {
            return new ArchiveRefused(
                    "zip", what + " is no readable zip or jar archive: " + e.getMessage() + ".");
        }

        /** Bytes on their way, counted against what an archive may unpack to. */
        private final class Passing extends OutputStream {

            private final String name;
            private final OutputStream into;
            private final ByteArrayOutputStream head = new ByteArrayOutputStream(4);

            Passing(String name, OutputStream into) {
                this.name = name;
                this.into = into;
            }

            @Override
            public void write(int one) throws IOException {
                write(new byte[] {(byte) one}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                unpacked += length;
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
                head.write(bytes, from, Math.min(length, 4 - Math.min(4, head.size())));
                into.write(bytes, from, length);
            }
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
    }

    /** Bytes that are kept in memory, up to a size. */
    private static final class Bounded extends ByteArrayOutputStream {

        private final int most;
        private final String rule;
        private final String message;

        Bounded(int most, String rule, String message) {
            this.most = most;
            this.rule = rule;
            this.message = message;
        }

        @Override
        public synchronized void write(byte[] bytes, int from, int length) {
            if (size() + length > most) {
                throw new ArchiveRefused(rule, message);
            }
            super.write(bytes, from, length);
        }
    }
}
