package io.lyceum.plugin.tools.verify;

import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.runtime.classfile.ClassFile;
import io.lyceum.plugin.runtime.classfile.ClassFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The classes that a plugin may refer to: those of one version of the SDK.
 *
 * @param classes by internal name
 */
record Sdk(Map<String, ClassFile> classes) {

    private static final String INTERNAL = "io/lyceum/plugin/stability/Internal";

    Sdk {
        classes = Map.copyOf(classes);
    }

    /** Reads the SDK that these tools were built with. */
    static Sdk current() throws IOException {
        return in(Jars.of(ExtensionPoint.class));
    }

    /** Reads the SDK of a jar or folder. */
    static Sdk in(Path place) throws IOException {
        return new Sdk(ClassFiles.in(place));
    }

    Optional<ClassFile> find(String name) {
        return Optional.ofNullable(classes.get(name));
    }

    /** Tells whether a class, or one around it, is not for plugins. */
    boolean isInternal(String name) {
        ClassFile known = classes.get(name);
        int outer = name.lastIndexOf('$');
        return known != null && known.annotations().contains(INTERNAL)
                || outer > 0 && isInternal(name.substring(0, outer));
    }

    static boolean isInternal(ClassFile.Member member) {
        return member.annotations().contains(INTERNAL);
    }
}
