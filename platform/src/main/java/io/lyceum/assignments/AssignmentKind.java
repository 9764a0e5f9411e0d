package io.lyceum.assignments;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.BuiltIn;
import io.lyceum.plugin.runtime.Kind;
import io.lyceum.plugin.runtime.descriptor.Descriptor;
import io.lyceum.shared.text.Messages;
import io.lyceum.tenancy.NewSchool;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** Assignments among the kinds of activities. */
@ApplicationScoped
public class AssignmentKind implements BuiltIn {

    private static final String ID = "assignment";

    /** Tells whether an activity is an assignment. */
    public static boolean is(Activity activity) {
        return activity.isBuiltIn() && activity.type().equals(ID);
    }

    @Override
    public Activities.Type type() {
        Map<String, String> names = new TreeMap<>();
        for (String language : NewSchool.LANGUAGES) {
            Locale locale = Locale.forLanguageTag(language);
            names.put(language, Messages.of("assignments", locale).get("kind"));
        }
        return new Activities.Type(
                HOUSE,
                new Descriptor.Provided(
                        Kind.ACTIVITY, ID, "", new Descriptor.Words(names), "edit", null, null));
    }

    @Override
    public Map<String, Object> read(Map<String, Object> content) {
        return Assignment.of(content).content();
    }
}
