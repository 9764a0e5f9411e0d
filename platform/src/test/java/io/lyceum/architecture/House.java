package io.lyceum.architecture;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Set;

/**
 * Everything below one root package, with the same floors: capabilities with their {@code internal}
 * and {@code web}, {@code shared} below them, pages and API above them.
 */
record House(String root) {

    static final House LYCEUM = new House("io.lyceum");

    /** What is put together from capabilities, so that nothing may depend on it. */
    private static final Set<String> COMPOSED = Set.of("academy", "api", "admin");

    private static final Set<String> NO_CAPABILITY = Set.of("shared", "templates", "architecture");

    boolean contains(JavaClass type) {
        return type.getPackageName().equals(root) || type.getPackageName().startsWith(root + ".");
    }

    /** The first word below the root, or the empty text for anything outside the house. */
    String floor(JavaClass type) {
        String[] words = below(type);
        return words[0];
    }

    /** The second word below the root, or the empty text in a root package of a capability. */
    String room(JavaClass type) {
        String[] words = below(type);
        return words.length > 1 ? words[1] : "";
    }

    private String[] below(JavaClass type) {
        String name = type.getPackageName();
        return name.startsWith(root + ".")
                ? name.substring(root.length() + 1).split("\\.")
                : new String[] {""};
    }

    boolean isCapability(JavaClass type) {
        String floor = floor(type);
        return !floor.isEmpty() && !COMPOSED.contains(floor) && !NO_CAPABILITY.contains(floor);
    }

    boolean isComposed(JavaClass type) {
        return COMPOSED.contains(floor(type));
    }

    boolean isShared(JavaClass type) {
        return floor(type).equals("shared");
    }

    /** Written by the template compiler, not by people. */
    boolean isGenerated(JavaClass type) {
        return type.getPackageName().contains(".templates");
    }

    boolean isRootOfCapability(JavaClass type) {
        return isCapability(type) && room(type).isEmpty();
    }

    boolean isInternal(JavaClass type) {
        return isCapability(type) && room(type).equals("internal");
    }

    boolean isWeb(JavaClass type) {
        return isCapability(type) && room(type).equals("web");
    }

    /** A record, or a type that stands inside one: what a template or page is given to show. */
    boolean isView(JavaClass type) {
        return type.isRecord() || type.getEnclosingClass().map(this::isView).orElse(false);
    }
}
