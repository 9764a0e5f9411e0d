package io.lyceum.academy;

import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseArt;
import io.lyceum.catalog.CourseCard;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.web.CatalogueView;
import io.lyceum.catalog.web.HomeView;
import io.lyceum.catalog.web.SearchView;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.Initials;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Home, catalogue and search. */
@Path("/")
@RequestScoped
@Open
public class CatalogueResource {

    private static final int PAGE = 24;
    private static final int COUNT_LIMIT = 1_000;

    @Inject Catalogue catalogue;
    @Inject SharedFacts shared;
    @Inject Enrolments enrolments;
    @Inject CurrentPerson currentPerson;
    @Inject CurrentSchool school;
    @Inject Brands brands;
    @Inject Cards cards;
    @Inject Pages pages;
    @Inject Transactions transactions;

    @GET
    @Operation(hidden = true)
    public Response home(@Context HttpHeaders headers) {
        if (school.id().equals(SchoolId.PLATFORM)) {
            return Response.seeOther(URI.create("/platform")).build();
        }
        return pages.shared(headers, Keep.UNTIL_CHANGED, () -> transactions.call(this::home));
    }

    private Response home() {
        Brand brand = brands.current();
        List<Catalogue.Card> newest =
                catalogue
                        .browse(Catalogue.Filter.ALL, Catalogue.Sort.NEWEST, Optional.empty(), 8)
                        .items();
        List<HomeView.Category> categories =
                shared.categories().stream()
                        .filter(c -> c.courses() > 0)
                        .map(
                                c ->
                                        new HomeView.Category(
                                                c.name(),
                                                "/courses?category=" + c.slug(),
                                                iconOf(newest, c.slug()),
                                                c.courses()))
                        .toList();
        HomeView view =
                new HomeView(
                        "",
                        CourseArt.of(BrandPalette.of(brand)).hero(brand.name()),
                        resume(),
                        cards.of(newest),
                        categories,
                        teachers(newest),
                        shared.count(Catalogue.Filter.ALL, COUNT_LIMIT),
                        cards.preview("home"),
                        organisation(brand));
        return pages.html("catalog/home", view, PageContext.Section.HOME);
    }

    private static String iconOf(List<Catalogue.Card> newest, String category) {
        return newest.stream()
                .filter(c -> c.categorySlug().filter(category::equals).isPresent())
                .map(Catalogue.Card::icon)
                .findFirst()
                .orElse("book");
    }

    private static List<HomeView.Teacher> teachers(List<Catalogue.Card> newest) {
        Map<String, Long> names =
                newest.stream()
                        .map(Catalogue.Card::teacherName)
                        .filter(n -> !n.isBlank())
                        .collect(
                                Collectors.groupingBy(
                                        n -> n, LinkedHashMap::new, Collectors.counting()));
        return names.entrySet().stream()
                .limit(4)
                .map(
                        e ->
                                new HomeView.Teacher(
                                        e.getKey(), Initials.of(e.getKey()), "", e.getValue()))
                .toList();
    }

    private Optional<HomeView.Resume> resume() {
        return currentPerson
                .person()
                .flatMap(
                        p ->
                                enrolments.of(p.id()).stream()
                                        .filter(line -> !line.enrolment().completed())
                                        .findFirst())
                .map(
                        line ->
                                new HomeView.Resume(
                                        line.courseTitle(),
                                        "/courses/" + line.courseSlug(),
                                        cards.art(line.courseSlug(), line.icon()),
                                        line.lessonTitle().orElse(""),
                                        "/courses/" + line.courseSlug() + "/continue",
                                        line.enrolment().percent(),
                                        line.enrolment().lessonsDone(),
                                        line.lessonCount()));
    }

    private static String organisation(Brand brand) {
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "EducationalOrganization");
        data.put("name", brand.name());
        data.put("description", brand.tagline());
        data.put("url", CurrentRequest.require().origin() + "/");
        return Json.write(data);
    }

    @GET
    @Path("courses")
    @Operation(hidden = true)
    public Response courses(
            @QueryParam("category") String category,
            @QueryParam("level") String level,
            @QueryParam("price") String price,
            @QueryParam("language") String language,
            @QueryParam("sort") String sort,
            @QueryParam("cursor") String cursor,
            @Context HttpHeaders headers) {
        Supplier<Response> page =
                () -> transactions.call(() -> page(category, level, price, language, sort, cursor));
        // Later pages are many and seldom asked for.
        return cursor == null ? pages.shared(headers, Keep.UNTIL_CHANGED, page) : page.get();
    }

    private Response page(
            String category,
            String level,
            String price,
            String language,
            String sort,
            String cursor) {
        // An address that somebody typed may hold anything; what is no filter is left out.
        Map<String, String> chosen = new LinkedHashMap<>();
        put(chosen, "category", category);
        Course.Level.of(text(level)).ifPresent(l -> chosen.put("level", l.name()));
        if ("free".equals(price) || "paid".equals(price)) {
            chosen.put("price", price);
        }
        put(chosen, "language", language);
        if ("title".equals(sort)) {
            chosen.put("sort", sort);
        }
        Catalogue.Filter filter =
                new Catalogue.Filter(
                        Optional.ofNullable(chosen.get("category")),
                        Course.Level.of(text(level)),
                        Optional.ofNullable(chosen.get("price")).map("free"::equals),
                        Optional.ofNullable(chosen.get("language")));
        var page =
                catalogue.browse(
                        filter,
                        "title".equals(sort) ? Catalogue.Sort.TITLE : Catalogue.Sort.NEWEST,
                        Optional.ofNullable(cursor),
                        PAGE);
        List<Course.Category> categories = shared.categories();
        Messages words = Cards.words();
        String categoryName =
                categories.stream()
                        .filter(c -> c.slug().equals(category))
                        .map(Course.Category::name)
                        .findFirst()
                        .orElse("");
        int total = shared.count(filter, COUNT_LIMIT);
        CatalogueView view =
                new CatalogueView(
                        categoryName,
                        total > COUNT_LIMIT ? -1 : total,
                        filters(chosen, categories, words),
                        active(chosen, categoryName, words),
                        "/courses",
                        sorts(chosen, words),
                        cards.of(page.items()),
                        cursor == null ? Optional.empty() : Optional.of(href(chosen, null, null)),
                        page.next().map(next -> href(chosen, "cursor", next)),
                        cards.preview("home"));
        return pages.html("catalog/courses", view, PageContext.Section.COURSES);
    }

    private static void put(Map<String, String> chosen, String name, String value) {
        if (value != null && !value.isBlank()) {
            chosen.put(name, value);
        }
    }

    private static String text(String value) {
        return value == null ? "" : value;
    }

    private static String href(Map<String, String> chosen, String name, String value) {
        Map<String, String> parameters = new LinkedHashMap<>(chosen);
        if (name != null) {
            parameters.put(name, value);
        }
        return parameters.isEmpty()
                ? "/courses"
                : parameters.entrySet().stream()
                        .map(e -> e.getKey() + "=" + Html.urlParameter(e.getValue()))
                        .collect(Collectors.joining("&", "/courses?", ""));
    }

    private List<CatalogueView.Filter> filters(
            Map<String, String> chosen, List<Course.Category> categories, Messages words) {
        List<CatalogueView.Filter> filters = new ArrayList<>();
        if (!categories.isEmpty()) {
            List<CatalogueView.Option> options = any("category", chosen, words);
            for (Course.Category c : categories) {
                options.add(option("category", c.slug(), c.name(), c.courses(), chosen));
            }
            filters.add(
                    new CatalogueView.Filter("category", words.get("catalogue.category"), options));
        }
        List<CatalogueView.Option> levels = any("level", chosen, words);
        for (Course.Level level :
                List.of(Course.Level.BEGINNER, Course.Level.INTERMEDIATE, Course.Level.ADVANCED)) {
            levels.add(
                    option(
                            "level",
                            level.name(),
                            CourseText.level(words, level.name()),
                            -1,
                            chosen));
        }
        filters.add(new CatalogueView.Filter("level", words.get("catalogue.level"), levels));
        List<CatalogueView.Option> prices = any("price", chosen, words);
        prices.add(option("price", "free", words.get("catalogue.price.free"), -1, chosen));
        prices.add(option("price", "paid", words.get("catalogue.price.paid"), -1, chosen));
        filters.add(new CatalogueView.Filter("price", words.get("catalogue.price"), prices));
        List<String> languages = shared.languages();
        if (languages.size() > 1) {
            List<CatalogueView.Option> options = any("language", chosen, words);
            for (String language : languages) {
                options.add(
                        option(
                                "language",
                                language,
                                CourseText.language(words, language),
                                -1,
                                chosen));
            }
            filters.add(
                    new CatalogueView.Filter("language", words.get("catalogue.language"), options));
        }
        return filters;
    }

    private static List<CatalogueView.Option> any(
            String name, Map<String, String> chosen, Messages words) {
        List<CatalogueView.Option> options = new ArrayList<>();
        options.add(
                new CatalogueView.Option(
                        "", words.get("catalogue.any"), -1, !chosen.containsKey(name)));
        return options;
    }

    private static CatalogueView.Option option(
            String name, String value, String label, long count, Map<String, String> chosen) {
        return new CatalogueView.Option(value, label, count, value.equals(chosen.get(name)));
    }

    private static List<CatalogueView.Active> active(
            Map<String, String> chosen, String category, Messages words) {
        List<CatalogueView.Active> active = new ArrayList<>();
        chosen.forEach(
                (name, value) -> {
                    String label =
                            switch (name) {
                                case "category" -> category.isEmpty() ? value : category;
                                case "level" -> CourseText.level(words, value);
                                case "price" -> words.get("catalogue.price." + value);
                                case "language" -> CourseText.language(words, value);
                                default -> "";
                            };
                    if (!label.isEmpty()) {
                        Map<String, String> without = new LinkedHashMap<>(chosen);
                        without.remove(name);
                        active.add(new CatalogueView.Active(label, href(without, null, null)));
                    }
                });
        return active;
    }

    private static List<CatalogueView.Option> sorts(Map<String, String> chosen, Messages words) {
        boolean title = "title".equals(chosen.get("sort"));
        return List.of(
                new CatalogueView.Option("newest", words.get("catalogue.sort.newest"), -1, !title),
                new CatalogueView.Option("title", words.get("catalogue.sort.title"), -1, title));
    }

    @GET
    @Path("search")
    @Operation(hidden = true)
    public Response search(
            @QueryParam("q") String query,
            @QueryParam("cursor") String cursor,
            @Context HttpHeaders headers) {
        Supplier<Response> page = () -> transactions.call(() -> found(text(query).strip(), cursor));
        return cursor == null ? pages.shared(headers, Keep.UNTIL_CHANGED, page) : page.get();
    }

    private Response found(String words, String cursor) {
        if (words.isEmpty()) {
            return pages.html(
                    "catalog/search",
                    new SearchView(
                            "", List.of(), false, Optional.empty(), Optional.empty(), popular()),
                    PageContext.Section.COURSES);
        }
        Catalogue.Found found = catalogue.search(words, Optional.ofNullable(cursor), PAGE);
        List<Catalogue.Card> items = found.cards().items();
        List<CourseCard> shown = cards.of(items);
        List<SearchView.Hit> hits = new ArrayList<>();
        for (int i = 0; i < items.size(); i++) {
            hits.add(
                    new SearchView.Hit(
                            shown.get(i),
                            SearchView.highlight(items.get(i).title(), words),
                            SearchView.highlight(items.get(i).subtitle(), words)));
        }
        Optional<SearchView.Suggestion> suggestion =
                found.alike()
                        ? Optional.of(
                                new SearchView.Suggestion(
                                        found.cards().items().get(0).title(),
                                        "/search?q="
                                                + Html.urlParameter(
                                                        found.cards().items().get(0).title())))
                        : Optional.empty();
        return pages.html(
                "catalog/search",
                new SearchView(
                        words,
                        hits,
                        found.alike(),
                        suggestion,
                        found.cards()
                                .next()
                                .map(
                                        next ->
                                                "/search?q="
                                                        + Html.urlParameter(words)
                                                        + "&cursor="
                                                        + next),
                        hits.isEmpty() ? popular() : List.of()),
                PageContext.Section.COURSES);
    }

    private List<CourseCard> popular() {
        return cards.of(
                catalogue
                        .browse(Catalogue.Filter.ALL, Catalogue.Sort.NEWEST, Optional.empty(), 4)
                        .items());
    }
}
