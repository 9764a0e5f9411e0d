package io.lyceum.plugin.testkit.contract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.Http;
import io.lyceum.plugin.Users;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * What all extensions keep to. Every call crosses the host as JSON and within its deadline, or the
 * test fails; and after each test the plugin's log is read for names and addresses.
 */
public abstract class PluginContract {

    /** Names that {@link TestHost#learner} gives learners whom the host does not know. */
    private static final String LEARNER = "Ada Lovelace";

    /** Text that breaks programs which believe what they are sent. */
    static final List<String> ODD_TEXTS =
            List.of(
                    "",
                    " ",
                    "no/such/place",
                    "../../etc/passwd",
                    "-1",
                    "1e309",
                    "null",
                    "{\"a\":[",
                    "<script>alert(1)</script>",
                    "'; drop table learner; --",
                    "\u0000\u0007\uFFFF",
                    "\uD83D\uDE00",
                    "\u202Etxet",
                    "x".repeat(5000));

    /** Maps that no version of the plugin has ever written. */
    static final List<Map<String, Object>> ODD_MAPS =
            List.of(
                    Map.of(),
                    Map.of("questions", "none", "title", List.of(1, 2), "x", Map.of("y", -1)),
                    Map.of("items", List.of("x", Map.of("id", 3), List.of()), "version", 7),
                    Map.of(
                            "after",
                            -1,
                            "page",
                            "many",
                            "done",
                            "maybe",
                            "left",
                            List.of(Map.of())));

    protected TestHost host;

    /**
     * A host with the plugin, fresh for each test, with what it takes to work: settings, people.
     */
    protected abstract TestHost host();

    @BeforeEach
    void makeHost() {
        host = host();
    }

    @AfterEach
    void no_line_of_the_log_names_a_person() {
        Set<String> personal = new TreeSet<>(Set.of(LEARNER));
        for (Users.Profile person : host.knownPeople()) {
            personal.add(String.valueOf(person.name()));
            personal.add(String.valueOf(person.email()));
        }
        for (TestHost.Used used : host.used()) {
            if (used.name().startsWith("log.")) {
                String line = used.arguments().path("message").asText().toLowerCase(Locale.ROOT);
                personal.forEach(
                        word ->
                                assertFalse(
                                        line.contains(word.toLowerCase(Locale.ROOT)),
                                        "the log says \"" + line + "\""));
            }
        }
    }

    /**
     * Tells whether a request changes something outside; a plugin whose other system reads with
     * POST says so here.
     */
    protected boolean isWriting(Http.Request request) {
        return !Set.of("GET", "HEAD", "OPTIONS").contains(request.method());
    }

    /** Languages other than English that the plugin says its own name in. */
    final List<String> otherLanguages() {
        return host.descriptor().name().byLanguage().keySet().stream()
                .filter(language -> !language.equals("en"))
                .sorted()
                .toList();
    }

    /** What is said in a language that the descriptor is written in must not be English. */
    final <T> void checkLanguages(Function<TestHost, T> said) {
        T english = said.apply(host.locale("en"));
        for (String language : otherLanguages()) {
            assertNotEquals(
                    english,
                    said.apply(host.locale(language)),
                    "plugin.yaml speaks " + language + ", and this does not");
        }
        host.locale("en");
    }

    /** Does something that must keep nothing and write nothing outside. */
    final <T> T reading(java.util.function.Supplier<T> work) {
        SortedMap<String, Map<String, Object>> before = host.stored();
        int sent = host.http().requests().size();
        int used = acts();
        T answer = work.get();
        assertEquals(before, host.stored(), "it has changed what it keeps");
        assertNothingWritten(sent);
        assertEquals(used, acts(), "it has published or scheduled something");
        return answer;
    }

    /** The requests since a moment, and none of them a writing one. */
    final void assertNothingWritten(int sentBefore) {
        List<Http.Request> requests = host.http().requests();
        List<String> writing =
                requests.subList(sentBefore, requests.size()).stream()
                        .filter(this::isWriting)
                        .map(request -> request.method() + " " + request.url())
                        .toList();
        assertEquals(List.of(), writing, "it has written to the other system");
    }

    /** How much was published and scheduled. */
    final int acts() {
        return (int) host.used().stream().filter(used -> !used.name().startsWith("log.")).count();
    }

    /** A form's fields, all with the same odd value. */
    static Fields odd(View view, String value) {
        TreeSet<String> names = new TreeSet<>(Set.of("no-such-field"));
        view.components().forEach(component -> collectNames(component, names));
        java.util.TreeMap<String, List<String>> values = new java.util.TreeMap<>();
        names.forEach(name -> values.put(name, List.of(value)));
        return new Fields(values);
    }

    /** The actions of a view's forms and buttons. */
    static Set<String> actions(View view) {
        TreeSet<String> actions = new TreeSet<>();
        for (Component component : view.components()) {
            if (component instanceof Component.Form form) {
                actions.add(form.action());
                actions.addAll(actions(new View(form.components())));
            } else if (component instanceof Component.Group group) {
                actions.addAll(actions(new View(group.components())));
            } else if (component instanceof Component.Button button) {
                actions.add(button.action());
            }
        }
        return actions;
    }

    private static void collectNames(Component component, Set<String> names) {
        if (component instanceof Component.Form form) {
            form.components().forEach(inner -> collectNames(inner, names));
        } else if (component instanceof Component.Group group) {
            group.components().forEach(inner -> collectNames(inner, names));
        } else if (component instanceof Component.TextField field) {
            names.add(field.name());
        } else if (component instanceof Component.NumberField field) {
            names.add(field.name());
        } else if (component instanceof Component.Choice field) {
            names.add(field.name());
        } else if (component instanceof Component.Order field) {
            names.add(field.name());
        } else if (component instanceof Component.Match field) {
            names.add(field.name());
        } else if (component instanceof Component.Toggle field) {
            names.add(field.name());
        } else if (component instanceof Component.Hidden field) {
            names.add(field.name());
        }
    }

    /** Words where a page's reader needs some. */
    static void checkLabels(View view) {
        view.components().forEach(PluginContract::checkLabels);
    }

    private static void checkLabels(Component component) {
        if (component instanceof Component.Form form) {
            assertFalse(form.submit().isBlank(), "a form's button needs words");
            form.components().forEach(PluginContract::checkLabels);
        } else if (component instanceof Component.Group group) {
            group.components().forEach(PluginContract::checkLabels);
        } else if (component instanceof Component.TextField field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.NumberField field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Choice field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Order field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Match field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Toggle field) {
            checkField(field.name(), field.label());
        } else if (component instanceof Component.Button button) {
            assertFalse(button.label().isBlank(), "a button needs words");
        } else if (component instanceof Component.Link link) {
            assertFalse(link.label().isBlank(), "a link needs words");
        } else if (component instanceof Component.Frame frame) {
            assertFalse(frame.title().isBlank(), "a frame needs a title");
        } else if (component instanceof Component.Table table) {
            table.rows()
                    .forEach(
                            row ->
                                    assertEquals(
                                            table.columns().size(),
                                            row.size(),
                                            "a row is as long as the columns"));
        }
    }

    private static void checkField(String name, String label) {
        assertTrue(name.matches("[A-Za-z0-9._-]{1,100}"), "a field's name: " + name);
        assertFalse(label.isBlank(), "the field " + name + " needs a label");
    }
}
