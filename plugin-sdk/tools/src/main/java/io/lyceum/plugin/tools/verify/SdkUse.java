package io.lyceum.plugin.tools.verify;

import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.classfile.ClassFile;
import io.lyceum.plugin.runtime.classfile.ClassFiles;
import java.io.IOException;
import java.lang.invoke.MethodType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * Compares what a plugin's class files refer to with what is there when it runs: its own classes,
 * the SDK, and the JDK. The Java compiler has done so too, but perhaps with another SDK.
 */
final class SdkUse {

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();
    private static final Map<Character, String> PRIMITIVES =
            Map.of(
                    'B', "byte", 'C', "char", 'D', "double", 'F', "float", 'I', "int", 'J', "long",
                    'S', "short", 'Z', "boolean");

    private final Sdk sdk;
    private final Map<String, ClassFile> own = new TreeMap<>();
    private final Map<String, ClassFile> libraries = new TreeMap<>();

    SdkUse(Sdk sdk, PluginArchive archive) throws IOException {
        this.sdk = sdk;
        own.putAll(ClassFiles.in(archive.file()));
        for (String library : archive.libraries()) {
            libraries.putAll(ClassFiles.in(archive.read(library)));
        }
    }

    /**
     * Looks at all classes. Libraries may name what is not there: they often have optional parts.
     */
    Check check() {
        TreeSet<String> wrong = new TreeSet<>();
        TreeSet<String> notes = new TreeSet<>();
        own.values().forEach(type -> wrong.addAll(look(type)));
        for (ClassFile type : libraries.values()) {
            for (String line : look(type)) {
                (line.contains("io.lyceum.") ? wrong : notes).add(line);
            }
        }
        if (!wrong.isEmpty()) {
            return Check.failed(CheckName.SDK_USE, List.copyOf(wrong));
        }
        long used =
                Stream.concat(own.values().stream(), libraries.values().stream())
                        .flatMap(type -> type.types().stream())
                        .filter(name -> sdk.find(name).isPresent())
                        .distinct()
                        .count();
        List<String> lines = new ArrayList<>();
        if (!notes.isEmpty()) {
            lines.add(
                    "libraries name "
                            + notes.size()
                            + " classes that are not there, the first: "
                            + notes.first());
        }
        return Check.passed(CheckName.SDK_USE, used + " classes of the SDK, all there", lines);
    }

    private List<String> look(ClassFile type) {
        List<String> wrong = new ArrayList<>();
        for (String name : type.types()) {
            String problem = problem(name);
            if (!problem.isEmpty()) {
                wrong.add(shown(type.name()) + " uses " + shown(name) + ": " + problem);
            }
        }
        for (ClassFile.Use use : type.uses()) {
            Found found = touchesSdk(use.owner()) ? find(use.owner(), use) : Found.UNKNOWN;
            String name = shown(use.owner()) + "." + use.name();
            if (found == Found.GONE) {
                wrong.add(
                        shown(type.name())
                                + " uses "
                                + name
                                + (use.method() ? parameters(use.descriptor()) : "")
                                + ": this SDK has no such "
                                + (use.method() ? "method" : "field"));
            } else if (found == Found.INTERNAL) {
                wrong.add(shown(type.name()) + " uses " + name + ": it is @Internal");
            }
        }
        return wrong;
    }

    /** What is wrong with a reference to a class; empty for nothing. */
    private String problem(String name) {
        if (own.containsKey(name) || libraries.containsKey(name)) {
            return "";
        }
        if (sdk.find(name).isPresent()) {
            return sdk.isInternal(name) ? "it is @Internal" : "";
        }
        if (name.startsWith("io/lyceum/plugin/runtime/")) {
            return "that is the host's, plugins do not see it";
        }
        if (name.startsWith("io/lyceum/plugin/testkit/")) {
            return "that is the test kit, it is there in tests only";
        }
        if (name.startsWith("io/lyceum/plugin/")) {
            return "this SDK has no such class";
        }
        if (name.startsWith("io/lyceum/")) {
            return "that is the host's, plugins do not see it";
        }
        if (name.startsWith("org/jspecify/annotations/") || isOfJdk(name)) {
            return "";
        }
        if (name.startsWith("org/pf4j/")
                || name.startsWith("org/slf4j/")
                || name.startsWith("jakarta/")) {
            return "plugins do not see it, and may not bring it";
        }
        return "it is not there when the plugin runs; bring it as lib/*.jar";
    }

    private static boolean isOfJdk(String name) {
        return JDK.getResource(name + ".class") != null;
    }

    private enum Found {
        THERE,
        INTERNAL,
        GONE,
        /** Not for us to say: nothing of the SDK is on the way. */
        UNKNOWN
    }

    /** Tells whether a class is of the SDK, or below one that is. */
    private boolean touchesSdk(String name) {
        if (sdk.find(name).isPresent()) {
            return true;
        }
        ClassFile type = own.getOrDefault(name, libraries.get(name));
        return type != null
                && (type.superName() != null && touchesSdk(type.superName())
                        || type.interfaces().stream().anyMatch(this::touchesSdk));
    }

    /** Looks for a member where the JVM does: in the class, and in all above it (JVMS 5.4.3). */
    private Found find(String owner, ClassFile.Use use) {
        ClassFile ofSdk = sdk.classes().get(owner);
        ClassFile type = ofSdk != null ? ofSdk : own.getOrDefault(owner, libraries.get(owner));
        if (type == null) {
            return owner.startsWith("[") || !isOfJdk(owner) ? Found.UNKNOWN : findInJdk(owner, use);
        }
        for (ClassFile.Member member : use.method() ? type.methods() : type.fields()) {
            if (member.name().equals(use.name()) && member.descriptor().equals(use.descriptor())) {
                return ofSdk != null && Sdk.isInternal(member) ? Found.INTERNAL : Found.THERE;
            }
        }
        List<String> above = new ArrayList<>(type.interfaces());
        if (type.superName() != null) {
            above.add(type.superName());
        }
        boolean unknown = false;
        for (String name : above) {
            Found found = find(name, use);
            if (found == Found.THERE || found == Found.INTERNAL) {
                return found;
            }
            unknown |= found == Found.UNKNOWN;
        }
        return unknown ? Found.UNKNOWN : Found.GONE;
    }

    private static Found findInJdk(String owner, ClassFile.Use use) {
        try {
            Class<?> type = Class.forName(owner.replace('/', '.'), false, JDK);
            return isIn(type, use) ? Found.THERE : Found.GONE;
        } catch (ClassNotFoundException | LinkageError e) {
            return Found.UNKNOWN;
        }
    }

    private static boolean isIn(Class<?> type, ClassFile.Use use) {
        Class<?> above = type.getSuperclass();
        return has(type, use)
                || above != null && isIn(above, use)
                || Stream.of(type.getInterfaces()).anyMatch(one -> isIn(one, use));
    }

    private static boolean has(Class<?> type, ClassFile.Use use) {
        if (!use.method()) {
            return Stream.of(type.getDeclaredFields())
                    .anyMatch(f -> f.getName().equals(use.name()));
        }
        return use.name().equals("<init>")
                ? Stream.of(type.getDeclaredConstructors())
                        .anyMatch(
                                c ->
                                        MethodType.methodType(void.class, c.getParameterTypes())
                                                .toMethodDescriptorString()
                                                .equals(use.descriptor()))
                : Stream.of(type.getDeclaredMethods())
                        .filter(m -> m.getName().equals(use.name()))
                        .anyMatch(
                                m ->
                                        MethodType.methodType(
                                                        m.getReturnType(), m.getParameterTypes())
                                                .toMethodDescriptorString()
                                                .equals(use.descriptor()));
    }

    private static String shown(String name) {
        return name.replace('/', '.').replace('$', '.');
    }

    /** The parameters of a descriptor, with the short names of classes. */
    private static String parameters(String descriptor) {
        List<String> names = new ArrayList<>();
        for (int i = 1; descriptor.charAt(i) != ')'; i++) {
            int arrays = 0;
            for (; descriptor.charAt(i) == '['; i++) {
                arrays++;
            }
            char kind = descriptor.charAt(i);
            String name;
            if (kind == 'L') {
                int end = descriptor.indexOf(';', i);
                String full = shown(descriptor.substring(i + 1, end));
                name = full.substring(full.lastIndexOf('.') + 1);
                i = end;
            } else {
                name = PRIMITIVES.get(kind);
            }
            names.add(name + "[]".repeat(arrays));
        }
        return "(" + String.join(", ", names) + ")";
    }
}
