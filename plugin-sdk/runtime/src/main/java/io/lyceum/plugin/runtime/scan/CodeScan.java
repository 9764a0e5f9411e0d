package io.lyceum.plugin.runtime.scan;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.classfile.ClassFile;
import io.lyceum.plugin.runtime.scan.Finding.Kind;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipInputStream;

/**
 * Reads all class files of an archive, those of its libraries and of other Java versions included,
 * and lists what a reviewer wants to know of. Code that is hidden well enough is not found: the
 * list says where to look first, not that nothing is there.
 */
public final class CodeScan {

    /** More than anybody reads; {@link Result#total} says how many there are. */
    static final int MOST = 200;

    private static final int MOST_USES = 12;

    private static final Set<String> HARMLESS_OF_NET =
            Set.of(
                    "java/net/URI",
                    "java/net/URISyntaxException",
                    "java/net/URLDecoder",
                    "java/net/URLEncoder",
                    "java/net/MalformedURLException");

    private static final Set<String> HARMLESS_OF_FILES =
            Set.of(
                    "java/io/FileNotFoundException",
                    "java/nio/file/InvalidPathException",
                    "java/nio/file/NoSuchFileException");

    private static final Set<String> HARMLESS_OF_REFLECTION =
            Set.of(
                    "java/lang/reflect/Array",
                    "java/lang/reflect/InvocationTargetException",
                    "java/lang/reflect/Type",
                    "java/lang/reflect/ParameterizedType");

    private CodeScan() {}

    /**
     * What was found.
     *
     * @param classes how many class files were read
     * @param total how many findings there are
     * @param findings the gravest first, those of the plugin before those of its libraries; at most
     *     200
     */
    public record Result(int classes, int total, List<Finding> findings) {

        public Result {
            findings = List.copyOf(findings);
        }
    }

    /**
     * Scans an archive that was inspected.
     *
     * @throws UnreadableClass if a class file is none
     */
    public static Result of(PluginArchive archive) throws IOException {
        List<Finding> findings = new ArrayList<>();
        int classes = 0;
        try (ZipFile zip = new ZipFile(archive.file().toFile())) {
            for (ZipEntry entry : Collections.list(zip.entries())) {
                if (isClass(entry.getName())) {
                    try (InputStream in = zip.getInputStream(entry)) {
                        findings.addAll(look("", entry.getName(), in.readAllBytes()));
                        classes++;
                    }
                }
            }
        }
        for (String library : archive.libraries()) {
            ZipInputStream jar =
                    new ZipInputStream(new ByteArrayInputStream(archive.read(library)));
            for (ZipEntry entry = jar.getNextEntry(); entry != null; entry = jar.getNextEntry()) {
                if (isClass(entry.getName())) {
                    findings.addAll(look(library, entry.getName(), jar.readAllBytes()));
                    classes++;
                }
            }
        }
        findings.sort(
                Comparator.comparing(Finding::kind)
                        .thenComparing(Finding::library)
                        .thenComparing(Finding::type));
        return new Result(
                classes, findings.size(), findings.subList(0, Math.min(MOST, findings.size())));
    }

    /** Classes of other Java versions, below META-INF, run as any other. */
    private static boolean isClass(String name) {
        return name.endsWith(".class") && !name.endsWith("module-info.class");
    }

    private static List<Finding> look(String library, String entry, byte[] bytes)
            throws UnreadableClass {
        ClassFile type;
        try {
            type = ClassFile.read(bytes);
        } catch (IOException e) {
            throw new UnreadableClass(
                    (library.isEmpty() ? "" : library + ": ") + entry + " is no class file.");
        }
        Map<Kind, Set<String>> found = new EnumMap<>(Kind.class);
        for (ClassFile.Use use : type.uses()) {
            kind(use).ifPresent(kind -> add(found, kind, shown(use.owner()) + "." + use.name()));
        }
        for (ClassFile.Member method : type.methods()) {
            if (method.isNative()) {
                add(found, Kind.NATIVE, method.name() + " is native");
            }
        }
        if (type.superName() != null && isClassLoader(type.superName())) {
            add(found, Kind.CLASS_LOADING, "extends " + shown(type.superName()));
        }
        List<Finding> findings = new ArrayList<>();
        found.forEach(
                (kind, uses) ->
                        findings.add(
                                new Finding(
                                        kind,
                                        library,
                                        type.name().replace('/', '.'),
                                        uses.stream().limit(MOST_USES).toList())));
        return findings;
    }

    private static void add(Map<Kind, Set<String>> found, Kind kind, String use) {
        found.computeIfAbsent(kind, k -> new TreeSet<>()).add(use);
    }

    private static Optional<Kind> kind(ClassFile.Use use) {
        String owner = use.owner();
        String name = use.name();
        switch (owner) {
            case "java/lang/System", "java/lang/Runtime" -> {
                return switch (name) {
                    case "exit", "halt" -> Optional.of(Kind.EXIT);
                    case "exec" -> Optional.of(Kind.PROCESS);
                    case "load", "loadLibrary" -> Optional.of(Kind.NATIVE);
                    default -> Optional.empty();
                };
            }
            case "java/lang/Class" -> {
                return name.equals("forName")
                                || name.startsWith("getDeclared")
                                || name.startsWith("getMethod")
                                || name.startsWith("getField")
                                || name.startsWith("getConstructor")
                        ? Optional.of(Kind.REFLECTION)
                        : Optional.empty();
            }
            case "java/lang/invoke/MethodHandles$Lookup", "java/lang/invoke/MethodHandles" -> {
                if (name.startsWith("define")) {
                    return Optional.of(Kind.CLASS_LOADING);
                }
                return name.startsWith("find")
                                || name.startsWith("unreflect")
                                || name.equals("privateLookupIn")
                        ? Optional.of(Kind.REFLECTION)
                        : Optional.empty();
            }
            default -> {
                return byOwner(owner, name);
            }
        }
    }

    private static Optional<Kind> byOwner(String owner, String name) {
        if (owner.startsWith("java/lang/ProcessBuilder")
                || owner.equals("java/lang/ProcessHandle")) {
            return Optional.of(Kind.PROCESS);
        }
        if (owner.equals("sun/misc/Unsafe")
                || owner.startsWith("jdk/internal/")
                || owner.startsWith("sun/reflect/")
                || owner.startsWith("java/lang/instrument/")
                || owner.startsWith("com/sun/tools/attach/")) {
            return Optional.of(Kind.UNSAFE);
        }
        if (owner.startsWith("java/lang/foreign/")) {
            return Optional.of(Kind.NATIVE);
        }
        if (isClassLoader(owner) && !name.startsWith("getResource")
                || owner.startsWith("javax/script/")
                || owner.startsWith("javax/tools/")) {
            return Optional.of(Kind.CLASS_LOADING);
        }
        if (isNetwork(owner)) {
            return Optional.of(Kind.NETWORK);
        }
        if (isFile(owner)) {
            return Optional.of(Kind.FILES);
        }
        return owner.startsWith("java/lang/reflect/") && !HARMLESS_OF_REFLECTION.contains(owner)
                ? Optional.of(Kind.REFLECTION)
                : Optional.empty();
    }

    private static boolean isClassLoader(String name) {
        return name.equals("java/lang/ClassLoader")
                || name.equals("java/net/URLClassLoader")
                || name.equals("java/security/SecureClassLoader");
    }

    private static boolean isNetwork(String owner) {
        return owner.startsWith("java/net/") && !HARMLESS_OF_NET.contains(owner)
                || owner.startsWith("javax/net/")
                || owner.startsWith("javax/naming/")
                || owner.startsWith("java/rmi/")
                || owner.startsWith("java/nio/channels/") && owner.contains("Socket")
                || owner.equals("java/nio/channels/DatagramChannel");
    }

    private static boolean isFile(String owner) {
        return (owner.startsWith("java/io/File")
                        || owner.startsWith("java/nio/file/")
                        || owner.startsWith("java/nio/channels/") && owner.contains("FileChannel")
                        || owner.equals("java/io/RandomAccessFile")
                        || owner.startsWith("java/util/zip/ZipFile")
                        || owner.startsWith("java/util/jar/JarFile"))
                && !HARMLESS_OF_FILES.contains(owner);
    }

    /** {@code java/lang/System} as {@code System}: who reads it knows the JDK. */
    private static String shown(String owner) {
        return owner.substring(owner.lastIndexOf('/') + 1).replace('$', '.');
    }

    /** Something ends in {@code .class} and is no class file: such an archive is not taken. */
    public static final class UnreadableClass extends IOException {

        private static final long serialVersionUID = 1L;

        UnreadableClass(String message) {
            super(message);
        }
    }
}
