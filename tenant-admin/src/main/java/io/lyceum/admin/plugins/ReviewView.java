package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import java.util.List;
import java.util.Optional;

/**
 * One version, with all that a reviewer looks at.
 *
 * @param path where its forms are posted
 * @param compared with which version it is compared, in words
 * @param scanned how much was looked into, in words; empty when it never was
 */
public record ReviewView(
        String path,
        String description,
        Badge badge,
        String reason,
        String changelog,
        String compared,
        List<Line> scopes,
        List<Line> hosts,
        List<Line> storages,
        String scanned,
        List<Found> findings,
        List<Fact> facts,
        List<String> provides,
        PluginView.Listing listing,
        Optional<Move> first,
        List<Move> worded,
        List<Move> plain) {

    /** Something that the version asks for or keeps. */
    public record Line(String name, String text, Optional<Badge> change) {}

    /**
     * What classes use, of one kind.
     *
     * @param grave whether a plugin rarely has a reason for it
     */
    public record Found(String title, String text, boolean grave, List<Place> places) {}

    /** One class of it. */
    public record Place(String type, String uses) {}

    public record Fact(String name, String value, boolean mono) {}

    /**
     * A way on.
     *
     * @param state to move to
     * @param danger whether it takes the version from somebody
     */
    public record Move(String state, String label, String text, boolean danger) {}
}
