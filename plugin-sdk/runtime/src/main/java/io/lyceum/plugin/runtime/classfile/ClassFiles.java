package io.lyceum.plugin.runtime.classfile;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Class files of jars and folders. */
public final class ClassFiles {

    private ClassFiles() {}

    /**
     * Reads the classes of a jar or a folder.
     *
     * @return by internal name
     */
    public static Map<String, ClassFile> in(Path place) throws IOException {
        Map<String, ClassFile> found = new TreeMap<>();
        if (Files.isDirectory(place)) {
            try (var files = Files.walk(place)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    if (isClass(file.toString())) {
                        add(found, Files.readAllBytes(file));
                    }
                }
            }
        } else {
            try (InputStream in = Files.newInputStream(place)) {
                addAll(found, in);
            }
        }
        return found;
    }

    /**
     * Reads the classes of a jar.
     *
     * @return by internal name
     */
    public static Map<String, ClassFile> in(byte[] jar) throws IOException {
        Map<String, ClassFile> found = new TreeMap<>();
        addAll(found, new ByteArrayInputStream(jar));
        return found;
    }

    private static void addAll(Map<String, ClassFile> found, InputStream jar) throws IOException {
        ZipInputStream zip = new ZipInputStream(jar);
        for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
            if (isClass(entry.getName())) {
                add(found, zip.readAllBytes());
            }
        }
    }

    private static boolean isClass(String name) {
        return name.endsWith(".class")
                && !name.startsWith("META-INF/")
                && !name.endsWith("module-info.class")
                && !name.endsWith("package-info.class");
    }

    private static void add(Map<String, ClassFile> found, byte[] bytes) throws IOException {
        ClassFile read = ClassFile.read(bytes);
        found.put(read.name(), read);
    }
}
