package io.lyceum.shared.text;

import java.time.ZoneId;
import java.util.List;

/** Time zones as people choose them. */
public final class TimeZones {

    private static final List<String> OF_PLACES =
            ZoneId.getAvailableZoneIds().stream()
                    .filter(id -> id.contains("/") && !id.startsWith("Etc/"))
                    .sorted()
                    .toList();

    private TimeZones() {}

    /** Those that are named after places, by name. */
    public static List<String> ofPlaces() {
        return OF_PLACES;
    }

    public static boolean isKnown(String id) {
        return ZoneId.getAvailableZoneIds().contains(id);
    }
}
