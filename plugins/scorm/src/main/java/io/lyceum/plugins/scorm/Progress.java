package io.lyceum.plugins.scorm;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * How a learner stands in a package.
 *
 * @param current id of the part that was opened last; empty before the first
 * @param running whether it has not said that it is over
 * @param standings by {@link #key}
 */
record Progress(String current, boolean running, Map<String, Standing> standings) {

    private static final int LONGEST_KEY = 100;

    Progress {
        standings = Map.copyOf(standings);
    }

    Standing of(String part) {
        return standings.getOrDefault(key(part), Standing.NEW);
    }

    Progress opened(String part) {
        return new Progress(part, true, changed(part, of(part).opened()));
    }

    Progress with(String part, Standing standing, boolean over) {
        boolean still = part.equals(current) ? !over : running;
        return new Progress(current.isEmpty() ? part : current, still, changed(part, standing));
    }

    private Map<String, Standing> changed(String part, Standing standing) {
        Map<String, Standing> changed = new TreeMap<>(standings);
        changed.put(key(part), standing);
        return changed;
    }

    Map<String, Object> toState() {
        Map<String, Object> parts = new TreeMap<>();
        standings.forEach((key, standing) -> parts.put(key, standing.toState()));
        return Map.of("current", current, "running", running, "parts", parts);
    }

    static Progress of(Map<String, Object> state) {
        Map<String, Standing> standings = new TreeMap<>();
        Json.map(state.get("parts"))
                .forEach((key, standing) -> standings.put(key, Standing.of(standing)));
        return new Progress(
                Json.text(state, "current"), Json.flag(state, "running", false), standings);
    }

    /** An id as a part of a key; ids of manifests may be of any length. */
    static String key(String id) {
        if (id.length() <= LONGEST_KEY) {
            return id;
        }
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(id.getBytes(StandardCharsets.UTF_8));
            return id.substring(0, 30) + "~" + HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
