package io.lyceum.admin.shell;

import io.lyceum.shared.problem.Problem;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A form as it is shown: what stands in its fields, which of them are wrong, and what was said
 * about all of it. After a refusal it carries what the person typed, so that nothing is lost.
 *
 * @param action where it is sent
 * @param values by field name; a missing name is an empty field
 * @param errors by field name: what is wrong and what would be right
 * @param refusal why the whole form was refused
 */
public record Form(
        String action,
        Map<String, String> values,
        Map<String, String> errors,
        Optional<String> refusal) {

    public Form {
        values = Map.copyOf(values);
        errors = Map.copyOf(errors);
    }

    public static Form at(String action) {
        return new Form(action, Map.of(), Map.of(), Optional.empty());
    }

    public static Form at(String action, Map<String, String> values) {
        return new Form(action, values, Map.of(), Optional.empty());
    }

    /** The same form after a refusal: what was typed stays. */
    public Form refused(Map<String, String> typed, List<Problem.FieldError> wrong, String why) {
        Map<String, String> kept = new HashMap<>(values);
        kept.putAll(typed);
        Map<String, String> messages = new HashMap<>();
        wrong.forEach(error -> messages.putIfAbsent(error.field(), error.message()));
        return new Form(action, kept, messages, Optional.of(why));
    }

    /** The same form with another value in one field. */
    public Form with(String field, String value) {
        Map<String, String> changed = new HashMap<>(values);
        changed.put(field, value);
        return new Form(action, changed, errors, refusal);
    }

    /** The same form with one more wrong field. */
    public Form wrong(String field, String why) {
        Map<String, String> more = new HashMap<>(errors);
        more.put(field, why);
        return new Form(action, values, more, refusal);
    }

    public String value(String field) {
        return values.getOrDefault(field, "");
    }

    public boolean is(String field, String value) {
        return value(field).equals(value);
    }

    public boolean on(String field) {
        String value = value(field);
        return value.equals("on") || value.equals("true");
    }

    /** The field's error; an attribute or element is left out when null. */
    public @Nullable String error(String field) {
        return errors.get(field);
    }

    /** For {@code aria-describedby}: the ids of the hint and the error that exist. */
    public @Nullable String describedBy(String field, boolean hinted) {
        if (error(field) != null) {
            return hinted ? field + "-error " + field + "-hint" : field + "-error";
        }
        return hinted ? field + "-hint" : null;
    }
}
