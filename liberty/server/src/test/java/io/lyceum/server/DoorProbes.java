package io.lyceum.server;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Tries to get into a school through the door of another. The same tries run against the running
 * server and, in {@link BrokenDoorsTest}, against doors that were broken on purpose.
 */
final class DoorProbes {

    static final String OPEN = "/api/v1/brand";
    static final String WHO_AM_I = "/api/v1/people/me";

    private DoorProbes() {}

    /** Where requests go in. */
    interface Door {
        Answer knock(String host, String path, Map<String, String> headers);
    }

    /**
     * A school with somebody who may enter it.
     *
     * @param host without port
     * @param mark a word that its look holds and no other school's
     * @param email of the person to whom token and session belong
     */
    record Home(String host, String mark, String email, String token, String session) {

        Map<String, String> withToken() {
            return Map.of("Authorization", "Bearer " + token);
        }

        Map<String, String> withSession() {
            return Map.of("Cookie", "lyceum_session=" + session);
        }
    }

    /** Everything that went wrong, in words; nothing at a sound door. */
    static List<String> faults(Door door, Home one, Home other) {
        List<String> faults = new ArrayList<>();
        probe(door, one, other, faults);
        probe(door, other, one, faults);
        return faults;
    }

    private static void probe(Door door, Home own, Home foreign, List<String> faults) {
        // Who cannot get into their own school shows nothing by not getting into another.
        Answer home = door.knock(own.host(), OPEN, Map.of());
        if (home.status() != 200 || !home.body().contains(own.mark())) {
            faults.add("the own host does not lead to the school");
        }
        for (Map<String, String> key : List.of(own.withToken(), own.withSession())) {
            Answer self = door.knock(own.host(), WHO_AM_I, key);
            if (self.status() != 200 || !self.body().contains(own.email())) {
                faults.add("the own " + key.keySet() + " does not open the school");
            }
        }
        refused(
                door.knock(own.host(), WHO_AM_I, foreign.withToken()),
                "a token of another school opens the school",
                faults);
        refused(
                door.knock(own.host(), WHO_AM_I, foreign.withSession()),
                "a session of another school opens the school",
                faults);
        for (String host :
                List.of(
                        "nobody." + foreign.host().replaceFirst("^[^.]*\\.", ""),
                        "a." + foreign.host(),
                        "x" + foreign.host(),
                        foreign.host() + ".example.org",
                        "127.0.0.1")) {
            if (door.knock(host, OPEN, Map.of()).status() != 404) {
                faults.add("a host that is nobody's leads to a school");
            }
        }
        for (String header : List.of("X-Forwarded-Host", "Forwarded", "X-Original-Host")) {
            String value = header.equals("Forwarded") ? "host=" + foreign.host() : foreign.host();
            Answer there = door.knock(own.host(), OPEN, Map.of(header, value));
            if (!there.body().contains(own.mark()) || there.body().contains(foreign.mark())) {
                faults.add("the header " + header + " chooses the school");
            }
        }
    }

    private static void refused(Answer answer, String fault, List<String> faults) {
        if (answer.status() != 401) {
            faults.add(fault);
        }
    }
}
