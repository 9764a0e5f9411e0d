package io.lyceum.plugin.view;

import io.lyceum.plugin.stability.Stable;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One component of a view. In JSON its property {@code type} is the record's name with a small
 * first letter. A host of a later minor version may know more of them.
 *
 * <pre>{@code
 * View.of(
 *     new Component.Heading("Your turn"),
 *     new Component.Form("answer", "Check", List.of(
 *         new Component.Choice("city", "Which is the capital of Peru?", false, List.of(
 *             new Component.Option("lima", "Lima", false),
 *             new Component.Option("cusco", "Cusco", false)), null))));
 * }</pre>
 */
@Stable
public sealed interface Component {

    /** A heading within the view. */
    @Stable
    record Heading(String text) implements Component {

        public Heading {
            Objects.requireNonNull(text, "text");
        }
    }

    /** Text in Markdown, cleaned as a lesson's. */
    @Stable
    record Text(String markdown) implements Component {

        public Text {
            Objects.requireNonNull(markdown, "markdown");
        }
    }

    /** What somebody should notice. */
    @Stable
    record Notice(Tone tone, String text) implements Component {

        public Notice {
            Objects.requireNonNull(tone, "tone");
            Objects.requireNonNull(text, "text");
        }
    }

    /** How something is meant. */
    @Stable
    enum Tone {
        INFO,
        POSITIVE,
        WARNING,
        CRITICAL
    }

    /** Labels with their values. */
    @Stable
    record Facts(List<Fact> facts) implements Component {

        public Facts {
            facts = List.copyOf(facts);
        }
    }

    /** A label with its value. */
    @Stable
    record Fact(String label, String value) {

        public Fact {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A table.
     *
     * @param rows each as long as the columns
     */
    @Stable
    record Table(String caption, List<String> columns, List<List<String>> rows)
            implements Component {

        public Table {
            Objects.requireNonNull(caption, "caption");
            columns = List.copyOf(columns);
            rows = rows.stream().map(List::copyOf).toList();
        }
    }

    /**
     * A picture of the plugin.
     *
     * @param file name below the archive's {@code web/}
     * @param alternative what the picture says, empty for decoration
     */
    @Stable
    record Image(String file, String alternative) implements Component {

        public Image {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(alternative, "alternative");
        }
    }

    /**
     * How much is done.
     *
     * @param value 0 to {@code max}
     */
    @Stable
    record Progress(String label, double value, double max) implements Component {

        public Progress {
            Objects.requireNonNull(label, "label");
        }
    }

    /**
     * A form. Components that take input have no meaning outside one.
     *
     * @param action what the plugin is told when it is sent
     * @param submit words of its button
     * @param autosave action that the filled fields are sent with while somebody writes; null for
     *     none
     * @param deadline when the host sends the form by itself; null for no limit. The plugin checks
     *     the time too
     */
    @Stable
    record Form(
            String action,
            String submit,
            List<Component> components,
            @Nullable String autosave,
            @Nullable Instant deadline)
            implements Component {

        public Form {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(submit, "submit");
            components = List.copyOf(components);
        }

        /** A form without autosave and time limit. */
        public Form(String action, String submit, List<Component> components) {
            this(action, submit, components, null, null);
        }
    }

    /** A group of fields with a legend. */
    @Stable
    record Group(String legend, List<Component> components) implements Component {

        public Group {
            Objects.requireNonNull(legend, "legend");
            components = List.copyOf(components);
        }
    }

    /**
     * A text field.
     *
     * @param rows 1 for one line
     * @param help one sentence; null for none
     * @param error what is wrong; null for nothing
     */
    @Stable
    record TextField(
            String name,
            String label,
            String value,
            int rows,
            int longest,
            @Nullable String help,
            @Nullable String error)
            implements Component {

        public TextField {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(value, "value");
        }
    }

    /**
     * A field for a number, sent as it was written.
     *
     * @param value as written; empty for none
     */
    @Stable
    record NumberField(
            String name,
            String label,
            String value,
            @Nullable String unit,
            @Nullable String help,
            @Nullable String error)
            implements Component {

        public NumberField {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(value, "value");
        }
    }

    /** One or several of some options. */
    @Stable
    record Choice(
            String name,
            String label,
            boolean multiple,
            List<Option> options,
            @Nullable String error)
            implements Component {

        public Choice {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            options = List.copyOf(options);
        }
    }

    /**
     * What can be chosen.
     *
     * @param value what is sent
     */
    @Stable
    record Option(String value, String label, boolean chosen) {

        public Option {
            Objects.requireNonNull(value, "value");
            Objects.requireNonNull(label, "label");
        }
    }

    /** Options to bring into order, by dragging or by buttons; all values are sent in order. */
    @Stable
    record Order(String name, String label, List<Option> options) implements Component {

        public Order {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            options = List.copyOf(options);
        }
    }

    /**
     * Pairs to find.
     *
     * @param name the answer to prompt {@code p} is sent as {@code name.p}
     * @param prompts whose value is the prompt's id
     * @param answers by the prompt's id: what was chosen
     */
    @Stable
    record Match(
            String name,
            String label,
            List<Option> prompts,
            List<Option> options,
            Map<String, String> answers)
            implements Component {

        public Match {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
            prompts = List.copyOf(prompts);
            options = List.copyOf(options);
            answers = Map.copyOf(answers);
        }
    }

    /** Yes or no; sends {@code true} or nothing. */
    @Stable
    record Toggle(String name, String label, boolean on) implements Component {

        public Toggle {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(label, "label");
        }
    }

    /** A value that is sent along. */
    @Stable
    record Hidden(String name, String value) implements Component {

        public Hidden {
            Objects.requireNonNull(name, "name");
            Objects.requireNonNull(value, "value");
        }
    }

    /** A button of its own: a form without visible fields. */
    @Stable
    record Button(String action, String label, Map<String, String> values, boolean main)
            implements Component {

        public Button {
            Objects.requireNonNull(action, "action");
            Objects.requireNonNull(label, "label");
            values = Map.copyOf(values);
        }
    }

    /** A link to another place of the same page, handed to the plugin as {@code place}. */
    @Stable
    record Link(String label, String place) implements Component {

        public Link {
            Objects.requireNonNull(label, "label");
            Objects.requireNonNull(place, "place");
        }
    }

    /**
     * A page of the plugin in a sandboxed frame on an origin of its own. It finds {@code
     * window.lyceum} when it loads {@code /w/bridge.v1.js}.
     *
     * @param file name below the archive's {@code web/}
     * @param title for people who don't see it
     * @param height in CSS pixels; the frame may ask for another one
     * @param data handed to the frame with the first message
     */
    @Stable
    record Frame(String file, String title, int height, Map<String, Object> data)
            implements Component {

        public Frame {
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(title, "title");
            Objects.requireNonNull(data, "data");
        }
    }
}
