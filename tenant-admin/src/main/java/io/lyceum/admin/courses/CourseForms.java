package io.lyceum.admin.courses;

import io.lyceum.admin.currencies.FixedPricesView;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.catalog.Categories;
import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseChange;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Icons;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The form of a course's own fields: out of a course, and back into a change. */
@RequestScoped
class CourseForms {

    private static final List<String> CURRENCIES =
            List.of("EUR", "USD", "GBP", "CHF", "PLN", "CZK", "SEK", "RUB", "KZT", "JPY", "BRL");

    /** Languages offered first; any other is kept when a course has it. */
    private static final List<String> LANGUAGES =
            List.of(
                    "en", "ru", "de", "es", "fr", "it", "pt", "pl", "uk", "tr", "ar", "zh", "ja",
                    "ko");

    private final Desk desk;
    private final Categories categories;

    protected CourseForms() {
        this(null, null);
    }

    @Inject
    CourseForms(Desk desk, Categories categories) {
        this.desk = desk;
        this.categories = categories;
    }

    CourseDetailsView blank(Form form) {
        return view(Optional.empty(), form, Optional.empty());
    }

    CourseDetailsView view(Optional<CourseHead> course, Form form, Optional<Conflict> conflict) {
        return new CourseDetailsView(
                course,
                form,
                categories(),
                levels(),
                with(form.value("language"), LANGUAGES, Desk::ownName),
                with(form.value("currency"), CURRENCIES, code -> code),
                icons(form.value("icon")),
                conflict,
                FixedPricesView.none());
    }

    private List<Option> categories() {
        List<Option> options = new ArrayList<>();
        options.add(Option.of("", desk.t("courses.category.none")));
        categories.list().forEach(c -> options.add(Option.of(c.id().toString(), c.name())));
        return options;
    }

    private List<Option> levels() {
        return Arrays.stream(Course.Level.values())
                .map(level -> Option.of(level.name(), desk.t("course.level." + level)))
                .toList();
    }

    private static List<Option> with(
            String current, List<String> usual, UnaryOperator<String> label) {
        return Stream.concat(
                        usual.stream(),
                        Stream.of(current).filter(c -> !c.isBlank() && !usual.contains(c)))
                .map(value -> Option.of(value, label.apply(value)))
                .toList();
    }

    private List<Option> icons(String current) {
        List<Option> options = new ArrayList<>();
        for (String icon : Icons.topics()) {
            options.add(Option.of(icon, desk.t("icon." + icon)));
        }
        if (!current.isBlank() && !Icons.topics().contains(current)) {
            options.add(Option.of(current, current));
        }
        return options;
    }

    Map<String, String> values(Course course) {
        Map<String, String> values = new LinkedHashMap<>();
        values.put("title", course.title());
        values.put("subtitle", course.subtitle());
        values.put("description", course.description());
        values.put("category", course.category().map(CategoryId::toString).orElse(""));
        values.put("level", course.level().name());
        values.put("language", course.language());
        values.put("icon", course.icon());
        values.put("teacherName", course.teacherName());
        values.put("tags", String.join(", ", course.tags()));
        values.put("slug", course.slug());
        values.put(
                "price",
                Amounts.field(course.priceMinor(), Currency.getInstance(course.currency())));
        values.put("currency", course.currency());
        values.put("licence", course.licence());
        values.put("attribution", course.attribution());
        values.put("version", String.valueOf(course.version()));
        return values;
    }

    /**
     * Reads the form.
     *
     * @throws Problem INVALID_INPUT
     */
    CourseChange change(MultivaluedMap<String, String> form) {
        Currency currency = currency(Desk.value(form, "currency"));
        OptionalLong price = Amounts.minorUnits(Desk.value(form, "price"), currency);
        new Checks()
                .text(Desk.value(form, "title"), "title", 200)
                .that(price.isPresent(), "price", desk.t("course.amount.wrong"))
                .done();
        String category = Desk.value(form, "category");
        return new CourseChange(
                Desk.value(form, "title"),
                Desk.value(form, "slug"),
                Desk.value(form, "subtitle"),
                Desk.value(form, "description").replace("\r\n", "\n"),
                Desk.value(form, "language"),
                Course.Level.of(Desk.value(form, "level")).orElse(Course.Level.ALL),
                category.isBlank()
                        ? Optional.empty()
                        : Optional.of(new CategoryId(Desk.uuid(category))),
                Desk.value(form, "teacherName"),
                Desk.value(form, "icon"),
                Arrays.stream(Desk.value(form, "tags").split(","))
                        .map(String::strip)
                        .filter(tag -> !tag.isEmpty())
                        .distinct()
                        .toList(),
                price.orElseThrow(),
                currency.getCurrencyCode(),
                Desk.value(form, "licence"),
                Desk.value(form, "attribution").replace("\r\n", "\n"));
    }

    private static Currency currency(String code) {
        try {
            return Currency.getInstance(code.isBlank() ? "EUR" : code);
        } catch (IllegalArgumentException e) {
            throw new Problem(
                    CommonProblem.INVALID_INPUT,
                    List.of(new Problem.FieldError("currency", "Write a currency code like EUR.")),
                    "currency");
        }
    }

    /** Says which fields differ between what is saved and what was typed. */
    Conflict conflict(Course saved, MultivaluedMap<String, String> typed) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("title", desk.t("course.title"));
        labels.put("subtitle", desk.t("course.subtitle"));
        labels.put("description", desk.t("course.description"));
        labels.put("category", desk.t("courses.category"));
        labels.put("level", desk.t("course.level"));
        labels.put("language", desk.t("course.language"));
        labels.put("icon", desk.t("course.icon"));
        labels.put("teacherName", desk.t("course.teacher"));
        labels.put("tags", desk.t("course.tags"));
        labels.put("slug", desk.t("course.slug"));
        labels.put("price", desk.t("courses.price"));
        labels.put("currency", desk.t("course.currency"));
        labels.put("licence", desk.t("course.licence"));
        labels.put("attribution", desk.t("course.attribution"));
        Map<String, String> now = values(saved);
        List<Conflict.Difference> different = new ArrayList<>();
        labels.forEach(
                (field, label) -> {
                    String mine = Desk.value(typed, field).replace("\r\n", "\n").strip();
                    String theirs = now.getOrDefault(field, "").strip();
                    if (!mine.equals(theirs)) {
                        different.add(
                                Conflict.Difference.of(
                                        label, shown(field, theirs), shown(field, mine)));
                    }
                });
        return new Conflict(saved.version(), different);
    }

    private String shown(String field, String value) {
        return switch (field) {
            case "category" ->
                    categories().stream()
                            .filter(option -> option.value().equals(value))
                            .map(Option::label)
                            .findFirst()
                            .orElse(value);
            case "level" ->
                    Course.Level.of(value)
                            .map(level -> desk.t("course.level." + level))
                            .orElse(value);
            default -> value;
        };
    }
}
