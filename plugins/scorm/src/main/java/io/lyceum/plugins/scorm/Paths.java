package io.lyceum.plugins.scorm;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.regex.Pattern;

/** Addresses in a manifest. */
final class Paths {

    private static final Pattern SCHEME =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*", Pattern.DOTALL);

    private Paths() {}

    /**
     * Puts an address on its bases and takes {@code .} and {@code ..} out of it; its query and
     * fragment stay.
     *
     * @return nothing when it is external or leaves the package
     */
    static Optional<String> inside(String base, String href) {
        String slash = base.isEmpty() || base.endsWith("/") ? "" : "/";
        String whole = (base + slash + href.strip()).replace('\\', '/');
        if (SCHEME.matcher(whole).matches()
                || SCHEME.matcher(href.strip()).matches()
                || whole.startsWith("/")
                || href.strip().startsWith("/")
                || whole.chars().anyMatch(Character::isISOControl)) {
            return Optional.empty();
        }
        int end = endOfPath(whole);
        Deque<String> kept = new ArrayDeque<>();
        for (String name : whole.substring(0, end).split("/", -1)) {
            // Servers decode before they resolve, so that an encoded step up is one as well.
            String step = decoded(name);
            if (step.equals("..")) {
                if (kept.pollLast() == null) {
                    return Optional.empty();
                }
            } else if (step.contains("/") || step.contains("\\") || step.indexOf(0) >= 0) {
                return Optional.empty();
            } else if (!step.equals(".") && !step.isEmpty()) {
                kept.addLast(name);
            }
        }
        return Optional.of(String.join("/", kept) + whole.substring(end));
    }

    /** The path alone, decoded, as a file of the archive would be called. */
    static String file(String address) {
        return decoded(address.substring(0, endOfPath(address)));
    }

    /** Adds an item's parameters as the content packaging specification says (CAM 3.4.1.6). */
    static String with(String address, String parameters) {
        String rest = parameters.strip();
        while (rest.startsWith("?") || rest.startsWith("&")) {
            rest = rest.substring(1);
        }
        if (rest.isEmpty()) {
            return address;
        }
        if (rest.startsWith("#")) {
            return address.contains("#") ? address : address + rest;
        }
        int hash = address.indexOf('#');
        String path = hash < 0 ? address : address.substring(0, hash);
        String fragment = hash < 0 ? "" : address.substring(hash);
        return path + (path.contains("?") ? "&" : "?") + rest + fragment;
    }

    private static int endOfPath(String address) {
        int end = address.length();
        for (char mark : new char[] {'?', '#'}) {
            int found = address.indexOf(mark);
            end = found < 0 ? end : Math.min(end, found);
        }
        return end;
    }

    private static String decoded(String name) {
        try {
            return URLDecoder.decode(name.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            // A percent sign of its own.
            return name;
        }
    }
}
