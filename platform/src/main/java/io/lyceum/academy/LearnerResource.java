package io.lyceum.academy;

import io.lyceum.catalog.Catalogue;
import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.CertificateFiles;
import io.lyceum.credentials.CertificateProblem;
import io.lyceum.credentials.Certificates;
import io.lyceum.credentials.web.VerifyView;
import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.People;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.identity.web.ProfileView;
import io.lyceum.learning.Enrolments;
import io.lyceum.learning.web.LearningView;
import io.lyceum.privacy.PersonalData;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.JsonFiles;
import io.lyceum.shared.web.Languages;
import io.lyceum.shared.web.NothingView;
import io.lyceum.shared.web.Open;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NewCookie;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What belongs to one learner, and the public proof of certificates. */
@Path("/")
@RequestScoped
@Allow(Role.LEARNER)
public class LearnerResource {

    private static final int LANGUAGE_SECONDS = 31_536_000;

    @Inject Catalogue catalogue;
    @Inject Enrolments enrolments;
    @Inject Certificates certificates;
    @Inject CertificateFiles files;
    @Inject People people;
    @Inject PersonalData personalData;
    @Inject CurrentPerson currentPerson;
    @Inject Cards cards;
    @Inject Pages pages;

    @GET
    @Path("learning")
    @Operation(hidden = true)
    public Response learning() {
        Person person = currentPerson.require();
        List<Enrolments.Line> lines = enrolments.of(person.id());
        Map<UUID, Certificate> byCourse =
                certificates.of(person.id()).stream()
                        .filter(Certificate::valid)
                        .collect(Collectors.toMap(c -> c.course().value(), c -> c, (a, b) -> a));
        List<LearningView.Active> active =
                lines.stream()
                        .filter(l -> !l.enrolment().completed())
                        .map(
                                l ->
                                        new LearningView.Active(
                                                l.courseTitle(),
                                                "/courses/" + l.courseSlug(),
                                                cards.art(l.courseSlug(), l.icon()),
                                                l.lessonTitle().orElse(""),
                                                "/courses/" + l.courseSlug() + "/continue",
                                                l.enrolment().percent(),
                                                l.enrolment().lessonsDone(),
                                                l.lessonCount()))
                        .toList();
        List<LearningView.Completed> completed =
                lines.stream()
                        .filter(l -> l.enrolment().completed())
                        .map(
                                l ->
                                        new LearningView.Completed(
                                                l.courseTitle(),
                                                "/courses/" + l.courseSlug(),
                                                cards.art(l.courseSlug(), l.icon()),
                                                Cards.day(
                                                        l.enrolment().completedAt().orElseThrow()),
                                                Optional.ofNullable(
                                                                byCourse.get(
                                                                        l.enrolment()
                                                                                .course()
                                                                                .value()))
                                                        .map(
                                                                c ->
                                                                        "/certificates/"
                                                                                + c.id()
                                                                                + "/certificate.pdf")
                                                        .orElse("")))
                        .toList();
        return pages.html(
                "learning/courses",
                new LearningView(
                        active,
                        completed,
                        active.isEmpty()
                                ? cards
                                        .of(
                                                catalogue
                                                        .browse(
                                                                Catalogue.Filter.ALL,
                                                                Catalogue.Sort.NEWEST,
                                                                Optional.empty(),
                                                                8)
                                                        .items())
                                        .stream()
                                        .filter(card -> !card.isEnrolled())
                                        .limit(4)
                                        .toList()
                                : List.of()),
                PageContext.Section.LEARNING);
    }

    @GET
    @Path("certificates/{id}/certificate.pdf")
    @Operation(hidden = true)
    public Response pdf(@PathParam("id") UUID id) {
        Certificate certificate = certificates.byId(id);
        Person person = currentPerson.require();
        boolean own = certificate.person().equals(person.id());
        if (!own && !person.role().includes(Role.TEACHER)) {
            throw new Problem(CertificateProblem.NO_SUCH_CERTIFICATE);
        }
        return Response.ok(files.pdf(certificate), "application/pdf")
                .header(
                        "Content-Disposition",
                        "inline; filename=\"certificate-" + certificate.code() + ".pdf\"")
                .header("Cache-Control", "private, no-cache")
                .build();
    }

    @GET
    @Path("verify/{code}")
    @Open
    @Operation(hidden = true)
    public Response verify(@PathParam("code") String code) {
        Optional<Certificate> found = certificates.byCode(code);
        return pages.html(
                found.isPresent() ? 200 : 404,
                "credentials/verify",
                found.map(this::proof).orElseGet(() -> VerifyView.unknown(code)),
                PageContext.Section.OTHER);
    }

    private VerifyView proof(Certificate certificate) {
        return new VerifyView(
                certificate.valid() ? VerifyView.State.VALID : VerifyView.State.REVOKED,
                certificate.groupedCode(),
                certificate.learnerName(),
                certificate.courseTitle(),
                "/courses",
                certificate.teacherName(),
                Cards.day(certificate.issuedAt()),
                certificate.revokedAt().map(at -> Cards.day(at)).orElse(""),
                certificate.revokedReason().orElse(""));
    }

    @GET
    @Path("verify")
    @Open
    @Operation(hidden = true)
    public Response askForCode(@QueryParam("code") String code) {
        return code == null || code.isBlank()
                ? pages.html(
                        "credentials/verify", VerifyView.unknown(""), PageContext.Section.OTHER)
                : verify(code);
    }

    @GET
    @Path("profile")
    @Operation(hidden = true)
    public Response profile(@QueryParam("saved") String saved) {
        Person person = currentPerson.require();
        return profile(200, person, person.name(), "", saved != null);
    }

    private Response profile(int status, Person person, String name, String error, boolean saved) {
        Locale now = person.locale().orElse(CurrentRequest.require().locale());
        return pages.html(
                status,
                "identity/profile",
                new ProfileView(
                        name,
                        error,
                        person.email(),
                        Stream.of("en", "ru")
                                .map(
                                        tag -> {
                                            Locale locale = Locale.forLanguageTag(tag);
                                            String own = locale.getDisplayLanguage(locale);
                                            return new ProfileView.Language(
                                                    tag,
                                                    own.substring(0, 1).toUpperCase(locale)
                                                            + own.substring(1),
                                                    now.getLanguage().equals(tag));
                                        })
                                .toList(),
                        saved,
                        "/profile",
                        "/account"),
                PageContext.Section.ACCOUNT);
    }

    /** What is known of the reader, as a file. */
    @GET
    @Path("profile/data")
    @Operation(hidden = true)
    public Response data() {
        return JsonFiles.of("my-data.json", personalData.of(currentPerson.require().id()));
    }

    @POST
    @Path("profile")
    @Operation(hidden = true)
    public Response changeProfile(MultivaluedMap<String, String> form) {
        String name = Objects.requireNonNullElse(form.getFirst("name"), "");
        String language = form.getFirst("language");
        Person person = currentPerson.require();
        Locale locale =
                Optional.ofNullable(language)
                        .filter(Languages::isShipped)
                        .map(Locale::forLanguageTag)
                        .orElse(CurrentRequest.require().locale());
        try {
            people.changeProfile(person.id(), name, locale);
        } catch (Problem problem) {
            if (problem.code() != CommonProblem.INVALID_INPUT) {
                throw problem;
            }
            return profile(422, person, name, problem.fields().get(0).message(), false);
        }
        return Response.seeOther(URI.create("/profile?saved=1"))
                .cookie(
                        new NewCookie.Builder(Languages.COOKIE)
                                .value(locale.getLanguage())
                                .path("/")
                                .maxAge(LANGUAGE_SECONDS)
                                .sameSite(NewCookie.SameSite.LAX)
                                .build())
                .build();
    }

    @GET
    @Path("offline")
    @Open
    @Operation(hidden = true)
    public Response offline() {
        return pages.html("shared/offline", NothingView.INSTANCE, PageContext.Section.OTHER);
    }
}
