package io.lyceum.academy;

import io.lyceum.activities.Activities;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityDesk;
import io.lyceum.activities.ActivityId;
import io.lyceum.activities.ActivityResult;
import io.lyceum.activities.SentFields;
import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseProblem;
import io.lyceum.catalog.CourseText;
import io.lyceum.catalog.Courses;
import io.lyceum.catalog.LessonId;
import io.lyceum.catalog.Outlines;
import io.lyceum.catalog.web.CourseView;
import io.lyceum.commerce.Access;
import io.lyceum.commerce.Checkout;
import io.lyceum.commerce.Coupons;
import io.lyceum.commerce.Offers;
import io.lyceum.commerce.Product;
import io.lyceum.commerce.ProductId;
import io.lyceum.commerce.Products;
import io.lyceum.commerce.SaleItem;
import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.learning.Enrolment;
import io.lyceum.learning.Enrolments;
import io.lyceum.learning.Enrolments.LessonProgress;
import io.lyceum.learning.LearningProblem;
import io.lyceum.learning.web.CompletedView;
import io.lyceum.learning.web.LessonView;
import io.lyceum.plugin.activity.ActivityType.Submission;
import io.lyceum.shared.Json;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.Initials;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageCache.Keep;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** A course's page and its lessons. */
@Path("/courses/{course}")
@RequestScoped
@Open
public class CourseResource {

    private static final int OFFERS_SHOWN = 3;

    @Inject Catalogue catalogue;
    @Inject Courses courses;
    @Inject Outlines outlines;
    @Inject SharedFacts shared;
    @Inject Enrolments enrolments;
    @Inject Certificates certificates;
    @Inject CurrentPerson currentPerson;
    @Inject Brands brands;
    @Inject Cards cards;
    @Inject Activities activities;
    @Inject ActivityDesk activityDesk;
    @Inject LessonActivities lessonActivities;
    @Inject LessonNotes lessonNotes;
    @Inject PageSlots slots;
    @Inject Pages pages;
    @Inject Checkout checkout;
    @Inject Access access;
    @Inject Buying buying;
    @Inject Coupons coupons;
    @Inject Products products;
    @Inject Offers offers;
    @Inject Transactions transactions;

    @PathParam("course")
    String slug;

    /** A published course; its teachers and its learners also see one that is not. */
    private Course course() {
        return visible(courses.bySlug(slug));
    }

    private Course visible(Course course) {
        if (!course.published() && !mayTeach() && enrolment(course).isEmpty()) {
            throw new Problem(CourseProblem.NO_SUCH_COURSE);
        }
        return course;
    }

    private boolean mayTeach() {
        return currentPerson.person().filter(p -> p.role().includes(Role.TEACHER)).isPresent();
    }

    private Optional<Enrolment> enrolment(Course course) {
        return currentPerson.person().flatMap(p -> enrolments.find(p.id(), course.id()));
    }

    @GET
    @Operation(hidden = true)
    public Response read(@Context HttpHeaders headers) {
        // What a plugin says in its slot may change without anything of the school changing.
        Keep keep = shared.fillers().isEmpty() ? Keep.UNTIL_CHANGED : Keep.FOR_MOMENTS;
        return pages.shared(
                headers,
                keep,
                () -> {
                    Shown shown = transactions.call(this::shown);
                    return pages.html(
                            "catalog/course",
                            shown.view()
                                    .with(slots.ofCourse(shown.course(), currentPerson.person())),
                            PageContext.Section.COURSES);
                });
    }

    /** A course's page as it was read, before plugins are asked for anything. */
    private record Shown(CourseView view, CourseId course) {}

    private Shown shown() {
        Course course = course();
        Optional<Enrolment> enrolment = enrolment(course);
        Map<LessonId, LessonProgress> progress =
                enrolment.map(e -> enrolments.progress(e.id())).orElse(Map.of());
        Messages words = Cards.words();
        Optional<Course.Category> category =
                course.category()
                        .flatMap(
                                id ->
                                        shared.categories().stream()
                                                .filter(c -> c.id().equals(id))
                                                .findFirst());
        boolean mayRead = enrolment.isPresent() || mayTeach();
        String price = CourseText.price(words, course.priceMinor(), course.currency());
        CourseView view =
                new CourseView(
                        course.title(),
                        course.subtitle(),
                        shared.description(course),
                        cards.art(course.slug(), course.icon()),
                        category.map(Course.Category::name).orElse(""),
                        category.map(c -> "/courses?category=" + c.slug()).orElse(""),
                        CourseText.level(words, course.level().name()),
                        CourseText.language(words, course.language()),
                        CourseText.length(words, course.minutes()),
                        course.lessonCount(),
                        Cards.day(course.updatedAt()),
                        price,
                        outlines.of(course.id()).stream()
                                .map(m -> module(course, m, mayRead, progress, words))
                                .toList(),
                        new CourseView.Teacher(
                                course.teacherName(), Initials.of(course.teacherName()), ""),
                        course.licence(),
                        course.attribution(),
                        standing(course, enrolment),
                        startHref(course, enrolment),
                        enrolAction(course, enrolment),
                        enrolment.map(Enrolment::percent).orElse(0),
                        certificate(enrolment).map(CourseResource::pdf).orElse(""),
                        cards.preview(course.slug()),
                        jsonLd(course),
                        course.free() ? List.of() : alsoIn(course, words),
                        List.of());
        return new Shown(view, course.id());
    }

    /** The offers in which the course is. */
    private List<CourseView.AlsoIn> alsoIn(Course course, Messages words) {
        Set<ProductId> with =
                products.with(course.id()).stream().map(Product::id).collect(Collectors.toSet());
        return offers.onSale().stream()
                .filter(listed -> with.contains(listed.product().id()))
                .limit(OFFERS_SHOWN)
                .map(
                        listed ->
                                new CourseView.AlsoIn(
                                        listed.item().title(),
                                        listed.item().path() + "/checkout",
                                        (CourseText.price(
                                                                words,
                                                                listed.item().priceMinor(),
                                                                listed.item().currency())
                                                        + " "
                                                        + SaleTexts.per(words, listed.item()))
                                                .strip()))
                .toList();
    }

    private static String address(Course course) {
        return "/courses/" + course.slug();
    }

    private static String pdf(Certificate certificate) {
        return "/certificates/" + certificate.id() + "/certificate.pdf";
    }

    private static CourseView.Module module(
            Course course,
            Course.Module module,
            boolean mayRead,
            Map<LessonId, LessonProgress> progress,
            Messages words) {
        int minutes = module.lessons().stream().mapToInt(Course.LessonLine::minutes).sum();
        return new CourseView.Module(
                module.title(),
                CourseText.length(words, minutes),
                module.lessons().stream()
                        .map(
                                l ->
                                        new CourseView.Lesson(
                                                l.title(),
                                                CourseText.length(words, l.minutes()),
                                                mayRead || l.preview()
                                                        ? address(course) + "/lessons/" + l.slug()
                                                        : "",
                                                l.preview(),
                                                isDone(progress, l.id())))
                        .toList());
    }

    private static boolean isDone(Map<LessonId, LessonProgress> progress, LessonId lesson) {
        return Optional.ofNullable(progress.get(lesson)).filter(LessonProgress::done).isPresent();
    }

    private CourseView.Standing standing(Course course, Optional<Enrolment> enrolment) {
        if (enrolment.isPresent()) {
            return enrolment.get().completed()
                    ? CourseView.Standing.COMPLETED
                    : CourseView.Standing.ENROLLED;
        }
        boolean visitor = currentPerson.person().isEmpty();
        if (!course.free() && !covered(course)) {
            return !checkout.ready()
                    ? CourseView.Standing.CLOSED
                    : visitor ? CourseView.Standing.BUYING_VISITOR : CourseView.Standing.MAY_BUY;
        }
        return visitor ? CourseView.Standing.VISITOR : CourseView.Standing.MAY_ENROL;
    }

    /** Where the reader enrols or buys it; who has it, where they buy it for others. */
    private String enrolAction(Course course, Optional<Enrolment> enrolment) {
        if (enrolment.isPresent()) {
            return course.free() || !course.published() || !checkout.ready()
                    ? ""
                    : address(course) + "/checkout?others=on";
        }
        return address(course) + (course.free() || covered(course) ? "/enrol" : "/checkout");
    }

    /** Whether the reader has it already, by a membership or because it was sold ahead. */
    private boolean covered(Course course) {
        return currentPerson
                .person()
                .filter(person -> access.covers(person.id(), course.id()))
                .isPresent();
    }

    private static String startHref(Course course, Optional<Enrolment> enrolment) {
        return enrolment.isPresent()
                ? address(course) + "/continue"
                : "/sign-in?return=" + Html.urlParameter(address(course));
    }

    private Optional<Certificate> certificate(Optional<Enrolment> enrolment) {
        return enrolment
                .filter(Enrolment::completed)
                .flatMap(
                        e ->
                                certificates.of(e.person()).stream()
                                        .filter(c -> c.course().equals(e.course()))
                                        .filter(Certificate::valid)
                                        .findFirst());
    }

    private String jsonLd(Course course) {
        String origin = CurrentRequest.require().origin();
        Map<String, Object> offer = new LinkedHashMap<>();
        offer.put("@type", "Offer");
        offer.put("category", course.free() ? "Free" : "Paid");
        offer.put("price", CourseText.decimal(course.priceMinor(), course.currency()));
        offer.put("priceCurrency", course.currency());
        Map<String, Object> instance = new LinkedHashMap<>();
        instance.put("@type", "CourseInstance");
        instance.put("courseMode", "Online");
        instance.put("courseWorkload", "PT" + Math.max(1, course.minutes()) + "M");
        Map<String, Object> data = new LinkedHashMap<>();
        data.put("@context", "https://schema.org");
        data.put("@type", "Course");
        data.put("name", course.title());
        data.put("description", course.subtitle().isBlank() ? course.title() : course.subtitle());
        data.put("url", origin + address(course));
        data.put("image", cards.preview(course.slug()));
        data.put("inLanguage", course.language());
        data.put(
                "provider",
                Map.of(
                        "@type",
                        "EducationalOrganization",
                        "name",
                        brands.current().name(),
                        "url",
                        origin + "/"));
        data.put("offers", offer);
        data.put("hasCourseInstance", instance);
        return Json.write(data);
    }

    @POST
    @Path("enrol")
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public Response enrol() {
        Course course = course();
        access.enrol(currentPerson.require().id(), course.id());
        return Response.seeOther(URI.create(address(course) + "/continue")).build();
    }

    /** Shows what the course costs, with a coupon or for others. */
    @GET
    @Path("checkout")
    @Operation(hidden = true)
    public Response checkout(@Context UriInfo asked) {
        Course course = course();
        boolean has = enrolment(course).isPresent();
        MultivaluedMap<String, String> given = asked.getQueryParameters();
        String code = Objects.requireNonNullElse(given.getFirst("code"), "");
        if (has && !given.containsKey("others") && coupons.opensSeat(code)) {
            return buying.owned(SaleItem.of(course), given);
        }
        if (course.free() || has && !given.containsKey("others")) {
            return Response.seeOther(URI.create(address(course))).build();
        }
        return buying.page(SaleItem.of(course), Optional.empty(), given);
    }

    /** Leads to where the course is paid. */
    @POST
    @Path("checkout")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response buy(@Context HttpHeaders headers, MultivaluedMap<String, String> form) {
        return buying.start(SaleItem.of(course()), Optional.empty(), form, headers);
    }

    /** Leads to the lesson where the learner left off. */
    @GET
    @Path("continue")
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public Response resume() {
        Course course = course();
        Enrolment enrolment = enrolments.require(currentPerson.require().id(), course.id());
        List<Course.LessonLine> lessons = lessons(outlines.of(course.id()));
        Map<LessonId, LessonProgress> progress = enrolments.progress(enrolment.id());
        Optional<Course.LessonLine> next =
                enrolment
                        .lastLesson()
                        .flatMap(
                                last ->
                                        lessons.stream()
                                                .filter(l -> l.id().equals(last))
                                                .filter(l -> !isDone(progress, l.id()))
                                                .findFirst())
                        .or(
                                () ->
                                        lessons.stream()
                                                .filter(l -> !isDone(progress, l.id()))
                                                .findFirst())
                        .or(() -> lessons.stream().findFirst());
        return Response.seeOther(
                        URI.create(
                                next.map(l -> address(course) + "/lessons/" + l.slug())
                                        .orElse(address(course))))
                .build();
    }

    private static List<Course.LessonLine> lessons(List<Course.Module> outline) {
        return outline.stream().flatMap(m -> m.lessons().stream()).toList();
    }

    @GET
    @Path("lessons/{lesson}")
    @Operation(hidden = true)
    public Response lesson(
            @PathParam("lesson") String lessonSlug,
            @QueryParam("activity") UUID activity,
            @QueryParam("place") String place) {
        return page(
                transactions.call(() -> open(lessonSlug)),
                Optional.ofNullable(activity)
                        .map(id -> new LessonActivities.At(new ActivityId(id), place))
                        .orElse(LessonActivities.At.START));
    }

    private Response page(Opened opened, LessonActivities.At at) {
        return pages.html(
                "learning/lesson",
                opened.view()
                        .with(
                                lessonActivities.drawn(opened.lesson(), at),
                                slots.ofLesson(
                                        opened.course(), opened.id(), currentPerson.person())),
                PageContext.Section.LEARNING);
    }

    /** A lesson as it was read, before its plugins are asked for anything. */
    private record Opened(
            CourseId course, LessonId id, LessonView view, LessonActivities.Lesson lesson) {}

    private Opened open(String lessonSlug) {
        // Whoever may change a lesson sees at once what they have changed, on every node.
        boolean kept = !mayTeach();
        Course course = visible(kept ? shared.course(slug) : courses.bySlug(slug));
        Course.Lesson lesson =
                kept
                        ? shared.lesson(course, lessonSlug)
                        : catalogue.lesson(course.id(), lessonSlug);
        Optional<Enrolment> enrolment = enrolment(course);
        boolean mayRead = enrolment.isPresent() || mayTeach();
        if (!mayRead && !lesson.preview()) {
            throw new Problem(
                    currentPerson.person().isEmpty()
                            ? CommonProblem.SIGN_IN_REQUIRED
                            : LearningProblem.NOT_ENROLLED);
        }
        List<Course.Module> outline = kept ? shared.outline(course) : outlines.of(course.id());
        Map<LessonId, LessonProgress> progress =
                enrolment.map(e -> enrolments.progress(e.id())).orElse(Map.of());
        List<Course.LessonLine> lessons = lessons(outline);
        int index = indexOf(lessons, lesson.id());
        Messages words = Cards.words();
        List<Activity> found = kept ? shared.activities(lesson.id()) : activities.of(lesson.id());
        Map<ActivityId, ActivityResult> results =
                found.isEmpty() || enrolment.isEmpty()
                        ? Map.of()
                        : activities.results(lesson.id(), enrolment.get().person());
        boolean isOpen =
                found.stream()
                        .anyMatch(
                                a -> !results.getOrDefault(a.id(), ActivityResult.NONE).complete());
        String here = address(course) + "/lessons/" + lesson.slug();
        LessonView view =
                new LessonView(
                        course.title(),
                        address(course),
                        outline.stream()
                                .filter(m -> m.id().equals(lesson.module()))
                                .map(Course.Module::title)
                                .findFirst()
                                .orElse(""),
                        lesson.title(),
                        lesson.html(),
                        index + 1,
                        lessons.size(),
                        enrolment.map(Enrolment::percent).orElse(0),
                        CourseText.length(words, lesson.minutes()),
                        outline.stream()
                                .map(m -> entries(course, m, lesson.id(), mayRead, progress, words))
                                .toList(),
                        index > 0
                                ? neighbour(course, lessons.get(index - 1), mayRead)
                                : Optional.empty(),
                        index < lessons.size() - 1
                                ? neighbour(course, lessons.get(index + 1), mayRead)
                                : Optional.empty(),
                        isDone(progress, lesson.id()),
                        enrolment.isEmpty(),
                        here + "/complete",
                        here + "/position",
                        Optional.ofNullable(progress.get(lesson.id()))
                                .map(LessonProgress::scrollPermille)
                                .orElse(0),
                        address(course),
                        List.of(),
                        List.of(),
                        isOpen,
                        enrolment.map(e -> lessonNotes.of(e, lesson.id())));
        return new Opened(
                course.id(),
                lesson.id(),
                view,
                new LessonActivities.Lesson(
                        here,
                        found,
                        results,
                        enrolment.isPresent(),
                        mayTeach(),
                        currentPerson.person()));
    }

    /** Takes what a learner has sent to an activity. */
    @POST
    @Path("lessons/{lesson}/activities/{activity}")
    @Allow(Role.LEARNER)
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response submit(
            @PathParam("lesson") String lessonSlug,
            @PathParam("activity") UUID id,
            @Context HttpHeaders headers,
            MultivaluedMap<String, String> form) {
        Person person = currentPerson.require();
        Activity activity =
                transactions.call(
                        () -> {
                            Course course = course();
                            enrolments.require(person.id(), course.id());
                            return activities.byId(
                                    catalogue.lesson(course.id(), lessonSlug).id(),
                                    new ActivityId(id));
                        });
        Submission submission =
                activityDesk.submit(
                        activity, person, LessonActivities.action(form), SentFields.of(form));
        if (headers.getAcceptableMediaTypes().get(0).isCompatible(MediaType.APPLICATION_JSON_TYPE)
                && !headers.getAcceptableMediaTypes().get(0).isWildcardType()) {
            return Response.ok(
                            Map.of(
                                    "saved",
                                    submission.errors().isEmpty(),
                                    "errors",
                                    submission.errors()))
                    .type(MediaType.APPLICATION_JSON)
                    .build();
        }
        String here = "/courses/" + slug + "/lessons/" + lessonSlug;
        return submission.view() == null && submission.errors().isEmpty()
                ? Response.seeOther(URI.create(here + "#" + LessonActivities.anchor(activity.id())))
                        .build()
                : page(
                        transactions.call(() -> open(lessonSlug)),
                        LessonActivities.At.answered(activity.id(), submission));
    }

    private static int indexOf(List<Course.LessonLine> lessons, LessonId id) {
        for (int i = 0; i < lessons.size(); i++) {
            if (lessons.get(i).id().equals(id)) {
                return i;
            }
        }
        throw new Problem(CourseProblem.NO_SUCH_LESSON);
    }

    private static LessonView.Module entries(
            Course course,
            Course.Module module,
            LessonId current,
            boolean mayRead,
            Map<LessonId, LessonProgress> progress,
            Messages words) {
        return new LessonView.Module(
                module.title(),
                (int) module.lessons().stream().filter(l -> isDone(progress, l.id())).count(),
                module.lessons().stream()
                        .map(
                                l ->
                                        new LessonView.Entry(
                                                l.title(),
                                                CourseText.length(words, l.minutes()),
                                                mayRead || l.preview()
                                                        ? address(course) + "/lessons/" + l.slug()
                                                        : "",
                                                isDone(progress, l.id()),
                                                l.id().equals(current)))
                        .toList());
    }

    private static Optional<String> neighbour(
            Course course, Course.LessonLine lesson, boolean mayRead) {
        return mayRead || lesson.preview()
                ? Optional.of(address(course) + "/lessons/" + lesson.slug())
                : Optional.empty();
    }

    @POST
    @Path("lessons/{lesson}/complete")
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public Response complete(
            @PathParam("lesson") String lessonSlug, MultivaluedMap<String, String> form) {
        Course course = course();
        Course.Lesson lesson = catalogue.lesson(course.id(), lessonSlug);
        Person person = currentPerson.require();
        if ("false".equals(form.getFirst("done"))) {
            enrolments.reopen(person.id(), course.id(), lesson.id());
            return Response.seeOther(URI.create(address(course) + "/lessons/" + lesson.slug()))
                    .build();
        }
        activities.requireDone(lesson.id(), person.id());
        boolean before =
                enrolments.find(person.id(), course.id()).filter(Enrolment::completed).isPresent();
        Enrolment after = enrolments.complete(person.id(), course.id(), lesson.id());
        if (after.completed() && !before) {
            return Response.seeOther(URI.create(address(course) + "/completed")).build();
        }
        List<Course.LessonLine> lessons = lessons(outlines.of(course.id()));
        int next = indexOf(lessons, lesson.id()) + 1;
        String target =
                next < lessons.size()
                        ? address(course) + "/lessons/" + lessons.get(next).slug()
                        : address(course) + (after.completed() ? "/completed" : "");
        return Response.seeOther(URI.create(target)).build();
    }

    @POST
    @Path("lessons/{lesson}/position")
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public void position(
            @PathParam("lesson") String lessonSlug, MultivaluedMap<String, String> form) {
        Course course = course();
        Course.Lesson lesson = catalogue.lesson(course.id(), lessonSlug);
        String permille = Objects.requireNonNullElse(form.getFirst("permille"), "");
        if (!permille.matches("\\d{1,4}")) {
            throw new Problem(CommonProblem.INVALID_INPUT, "permille");
        }
        enrolments.position(
                currentPerson.require().id(), course.id(), lesson.id(), Integer.parseInt(permille));
    }

    @GET
    @Path("completed")
    @Allow(Role.LEARNER)
    @Operation(hidden = true)
    public Response completed() {
        Course course = course();
        Person person = currentPerson.require();
        Enrolment enrolment = enrolments.require(person.id(), course.id());
        if (!enrolment.completed()) {
            return Response.seeOther(URI.create(address(course))).build();
        }
        Optional<CompletedView.Certificate> certificate =
                certificate(Optional.of(enrolment))
                        .map(
                                c ->
                                        new CompletedView.Certificate(
                                                c.groupedCode(),
                                                pdf(c),
                                                "/verify/" + c.code(),
                                                CurrentRequest.require().origin()
                                                        + "/verify/"
                                                        + c.code()));
        CompletedView view =
                new CompletedView(
                        course.title(),
                        address(course),
                        cards.art(course.slug(), course.icon()),
                        person.name(),
                        Cards.day(enrolment.completedAt().orElseThrow()),
                        course.lessonCount(),
                        CourseText.length(Cards.words(), course.minutes()),
                        certificate,
                        cards
                                .of(
                                        catalogue
                                                .browse(
                                                        Catalogue.Filter.ALL,
                                                        Catalogue.Sort.NEWEST,
                                                        Optional.empty(),
                                                        5)
                                                .items())
                                .stream()
                                .filter(c -> !c.isEnrolled())
                                .limit(3)
                                .toList());
        return pages.html("learning/completed", view, PageContext.Section.LEARNING);
    }
}
