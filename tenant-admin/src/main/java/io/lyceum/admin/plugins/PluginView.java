package io.lyceum.admin.plugins;

import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * One plugin at the school.
 *
 * @param path where its forms are posted
 * @param description what it is for
 * @param asks what it asks for that was not agreed to; empty when it runs as it is
 * @param offered the version that would be installed; empty when there is none
 * @param channel what it follows by itself
 * @param runs where it runs, in words
 * @param pages its own pages in the back office, by address
 * @param work what it does on its own; empty when nothing
 * @param error what went wrong last; empty for nothing
 */
public record PluginView(
        String path,
        String description,
        Badge badge,
        boolean installed,
        boolean enabled,
        String version,
        Form channel,
        List<Option> channels,
        Optional<String> previous,
        Optional<String> offered,
        String publisher,
        String signed,
        String runs,
        List<String> provides,
        List<Right> asks,
        List<Right> granted,
        List<Right> keeps,
        Optional<String> work,
        List<Option> pages,
        String error,
        String errorAt,
        Form settings,
        List<Setting> fields,
        Market market,
        Listing listing) {

    /**
     * What the publisher says beside the descriptor.
     *
     * @param about longer text; empty for none
     * @param website empty for none
     * @param support empty for none
     * @param supportHref where that leads
     */
    public record Listing(
            String about,
            List<String> categories,
            String website,
            String support,
            String supportHref,
            Optional<String> icon,
            List<Shot> screenshots) {}

    /** A screenshot. */
    public record Shot(String id, String path, String caption, int width, int height) {}

    /**
     * What helps to choose.
     *
     * @param stars nothing while nobody has rated it
     * @param summary of all ratings, in words
     * @param rate what the school says itself
     * @param rated whether it has said something
     * @param answer what the publisher answered to that; empty for nothing
     */
    public record Market(
            List<Past> versions,
            Optional<Stars> stars,
            String summary,
            List<PublishingView.RatingRow> rows,
            Form rate,
            boolean rated,
            String answer,
            List<Option> choices) {}

    /** A version that schools could install. */
    public record Past(String version, String date, String changelog) {}

    /**
     * Something that the plugin may do, or keeps.
     *
     * @param name short
     * @param purpose why, in the publisher's words
     * @param fresh whether the school has not agreed to it yet
     */
    public record Right(String name, String purpose, boolean fresh) {}

    /**
     * A setting.
     *
     * @param kind text, area, number, switch, choice or secret
     */
    public record Setting(
            String name,
            String label,
            String hint,
            String kind,
            boolean required,
            List<Option> options) {}
}
