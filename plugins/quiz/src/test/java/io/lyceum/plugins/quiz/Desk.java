package io.lyceum.plugins.quiz;

import io.lyceum.plugin.Fields;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.activity.ActivityType.LearnerRequest;
import io.lyceum.plugin.activity.ActivityType.ReportRequest;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.plugin.activity.ActivityType.SubmitRequest;
import io.lyceum.plugin.testkit.TestHost;
import io.lyceum.plugin.view.Component;
import io.lyceum.plugin.view.View;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A learner's browser at a quiz: it knows no more than what the views say. */
final class Desk {

    final TestHost host;
    private final ActivityType quiz;
    private final String learner;
    private Map<String, Object> content;

    Desk(TestHost host, Map<String, Object> content, String learner) {
        this.host = host;
        this.quiz = host.extension(ActivityType.class, "quiz");
        this.content = content;
        this.learner = learner;
    }

    static Desk with(Map<String, Object> content) {
        return new Desk(TestHost.ofClassPath(), content, "ada");
    }

    Desk other(String id) {
        return new Desk(host, content, id);
    }

    void change(Map<String, Object> other) {
        content = other;
    }

    View open(String place) {
        return quiz.learner(
                host.context(),
                new LearnerRequest(host.activity("quiz", content), host.learner(learner), place));
    }

    View report() {
        return quiz.report(host.context(), new ReportRequest(host.activity("quiz", content), ""));
    }

    Submission send(String action, Map<String, List<String>> fields) {
        return quiz.submit(
                host.context(),
                new SubmitRequest(
                        host.activity("quiz", content),
                        host.learner(learner),
                        action,
                        new Fields(fields)));
    }

    Submission start(int number) {
        return send("start", Map.of("attempt", List.of(String.valueOf(number))));
    }

    Submission submit(int number, Map<String, List<String>> answers) {
        return send("submit", filled(number, answers));
    }

    Submission autosave(int number, Map<String, List<String>> answers) {
        return send("autosave", filled(number, answers));
    }

    private static Map<String, List<String>> filled(int number, Map<String, List<String>> answers) {
        Map<String, List<String>> fields = new LinkedHashMap<>(answers);
        fields.put("attempt", List.of(String.valueOf(number)));
        fields.put("filled", List.of("true"));
        return fields;
    }

    /** Fills the form by the words on it; {@code prompt=answer} for pairs. */
    static Map<String, List<String>> answers(View view, Map<String, List<String>> wanted) {
        Map<String, List<String>> fields = new LinkedHashMap<>();
        wanted.forEach(
                (question, labels) -> {
                    String name = "q." + question;
                    for (Component component : all(view).toList()) {
                        if (component instanceof Component.Choice c && c.name().equals(name)) {
                            fields.put(name, values(c.options(), labels));
                        } else if (component instanceof Component.Order c
                                && c.name().equals(name)) {
                            fields.put(name, values(c.options(), labels));
                        } else if (component instanceof Component.Match c
                                && c.name().equals(name)) {
                            for (String pair : labels) {
                                String[] sides = pair.split("=");
                                fields.put(
                                        name + "." + values(c.prompts(), List.of(sides[0])).get(0),
                                        values(c.options(), List.of(sides[1])));
                            }
                        } else if (component instanceof Component.TextField c
                                && c.name().equals(name)) {
                            fields.put(name, labels);
                        } else if (component instanceof Component.NumberField c
                                && c.name().equals(name)) {
                            fields.put(name, labels);
                        }
                    }
                });
        return fields;
    }

    private static List<String> values(List<Component.Option> options, List<String> labels) {
        List<String> values = new ArrayList<>();
        for (String label : labels) {
            options.stream()
                    .filter(o -> o.label().equals(label))
                    .forEach(o -> values.add(o.value()));
        }
        return values;
    }

    static Stream<Component> all(View view) {
        return view.components().stream().flatMap(Desk::within);
    }

    private static Stream<Component> within(Component component) {
        if (component instanceof Component.Form form) {
            return Stream.concat(
                    Stream.of(component), form.components().stream().flatMap(Desk::within));
        }
        if (component instanceof Component.Group group) {
            return Stream.concat(
                    Stream.of(component), group.components().stream().flatMap(Desk::within));
        }
        return Stream.of(component);
    }

    static <C extends Component> List<C> all(View view, Class<C> type) {
        return all(view).filter(type::isInstance).map(type::cast).toList();
    }

    static String text(View view) {
        return String.valueOf(view);
    }

    static boolean runs(View view) {
        return all(view, Component.Form.class).stream().anyMatch(f -> f.action().equals("submit"));
    }
}
