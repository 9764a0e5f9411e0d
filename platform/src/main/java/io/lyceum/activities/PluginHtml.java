package io.lyceum.activities;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.lyceum.catalog.Texts;
import io.lyceum.plugin.FieldError;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import io.lyceum.shared.Json;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Html;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws what plugins show. Every text of a plugin is escaped; its Markdown is cleaned. */
public final class PluginHtml {

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    PluginHtml.class.getClassLoader(),
                    "io.lyceum.templates");

    private static final int LOWEST_FRAME = 40;
    private static final int HIGHEST_FRAME = 4000;

    private PluginHtml() {}

    /**
     * Where a view stands.
     *
     * @param id unique on the page; ids of its elements begin with it
     * @param web address below which the plugin's own files are, with a slash at its end
     * @param action where its forms are posted; empty where nothing can be sent
     * @param quiet whether the action also answers in JSON, without a page
     * @param placeHref address of another place, to which the place is added; empty where there is
     *     none
     * @param keep hidden fields that every form sends along
     * @param errors of the form that was sent last
     */
    public record Frame(
            String id,
            String web,
            String action,
            boolean quiet,
            String placeHref,
            Map<String, String> keep,
            String csrf,
            Locale locale,
            ZoneId zone,
            List<FieldError> errors) {

        public String text(String key, Object... namesAndValues) {
            return Messages.of("activities", locale).get(key, namesAndValues);
        }

        /** A moment's time of day where the reader's school is. */
        public String time(Instant moment) {
            return DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                    .withLocale(locale)
                    .withZone(zone)
                    .format(moment);
        }

        /** What is wrong with a field; empty for nothing. */
        public String error(String field) {
            return errors.stream()
                    .filter(error -> error.field().equals(field))
                    .map(FieldError::message)
                    .findFirst()
                    .orElse("");
        }

        /** The address of a file of the plugin. */
        public String file(String name) {
            return web + Html.path(name);
        }

        /** An element's id. */
        public String element(String name) {
            return id + "-" + name.replaceAll("[^A-Za-z0-9_-]", "-");
        }

        /** The address of another place. */
        public String href(String place) {
            return placeHref + URLEncoder.encode(place, StandardCharsets.UTF_8);
        }
    }

    /** Draws a view. */
    public static String of(View view, Frame frame) {
        StringOutput output = new StringOutput();
        ENGINE.render(
                "activities/view.jte",
                Map.of("components", view.components(), "frame", frame),
                output);
        return output.toString();
    }

    /** Components from top to bottom; buttons and links that follow each other share a line. */
    public static List<List<Component>> lines(List<Component> components) {
        List<List<Component>> lines = new ArrayList<>();
        boolean open = false;
        for (Component component : components) {
            boolean small =
                    component instanceof Component.Button || component instanceof Component.Link;
            if (small && open) {
                lines.get(lines.size() - 1).add(component);
            } else {
                lines.add(new ArrayList<>(List.of(component)));
            }
            open = small;
        }
        return lines;
    }

    /** Markdown of a plugin, cleaned as a lesson's. */
    public static String markdown(Component.Text text) {
        return Texts.html(text.markdown());
    }

    /** What a page in a frame is told, as JSON. */
    public static String json(Component.Frame page) {
        return Json.write(page.data());
    }

    /** The height that a page in a frame has until it asks for another one, in CSS pixels. */
    public static String height(Component.Frame page) {
        return Integer.toString(Math.max(LOWEST_FRAME, Math.min(HIGHEST_FRAME, page.height())));
    }

    /** The first of two, unless it is missing or empty. */
    public static String either(String given, String other) {
        return given == null || given.isBlank() ? other : given;
    }
}
