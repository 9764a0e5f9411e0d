package io.lyceum.shared.problem;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;

/** An expected failure, carried to the edge where it becomes RFC 9457 JSON or a branded page. */
public final class Problem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient ProblemCode code;
    private final transient List<FieldError> fields;
    private final transient Object[] details;

    /** Fails with a code; the details fill the places {@code {0}…} of its message. */
    public Problem(ProblemCode code, Object... details) {
        this(code, List.of(), details);
    }

    /** Fails with a code and the fields of a form or body that are wrong. */
    public Problem(ProblemCode code, List<FieldError> fields, Object... details) {
        super(code.name() + ": " + new MessageFormat(code.message(), Locale.ROOT).format(details));
        this.code = code;
        this.fields = List.copyOf(fields);
        this.details = details.clone();
    }

    public ProblemCode code() {
        return code;
    }

    public List<FieldError> fields() {
        return fields;
    }

    /** What fills the places of the message; never personal data. */
    public Object[] details() {
        return details.clone();
    }

    /** The message for people, in English. */
    public String detail() {
        return new MessageFormat(code.message(), Locale.ENGLISH).format(details);
    }

    /**
     * One wrong field.
     *
     * @param field name of the form field or JSON pointer
     * @param message what is wrong and what would be right
     */
    public record FieldError(String field, String message) {}
}
