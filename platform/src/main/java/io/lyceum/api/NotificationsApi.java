package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.PersonId;
import io.lyceum.identity.Role;
import io.lyceum.notifications.Notification;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.NotificationTexts;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Preference;
import io.lyceum.notifications.Preference.Choice;
import io.lyceum.notifications.Preference.Quiet;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.text.TimeZones;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** What a person was told, and what they want to be told. */
@Path("/api/v1")
@Tag(name = "Notifications")
@Allow(Role.LEARNER)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class NotificationsApi {

    @Inject Notifications notifications;
    @Inject NotificationPreferences preferences;
    @Inject CurrentPerson currentPerson;

    @GET
    @Path("notifications")
    @Operation(summary = "Lists what one was told, last told first, in one's own language")
    public Slice<Body> list(@QueryParam("cursor") String cursor, @QueryParam("limit") int limit) {
        return notifications
                .of(reader(), Optional.ofNullable(cursor), Bodies.limit(limit))
                .map(Body::of);
    }

    private PersonId reader() {
        return currentPerson.require().id();
    }

    @POST
    @Path("notifications/read")
    @Operation(summary = "Marks all as read")
    public void readAll() {
        notifications.readAll(reader());
    }

    @POST
    @Path("notifications/{notification}/read")
    @Operation(summary = "Marks one as read; repeating it changes nothing")
    public void read(@PathParam("notification") UUID id) {
        notifications.read(reader(), id);
    }

    @GET
    @Path("notification-preferences")
    @Operation(summary = "Reads what one wants to be told")
    public Response preferences() {
        return answer(preferences.of(reader()));
    }

    @PUT
    @Path("notification-preferences")
    @Operation(
            summary = "Says what one wants to be told",
            description =
                    "If-Match with the version that was read, `\"v0\"` at first. Choices are"
                            + " `topic:channel`, for example `REMINDERS:MAIL`.")
    public Response save(@HeaderParam("If-Match") String ifMatch, PreferencesBody body) {
        int version = Math.toIntExact(Etags.require(ifMatch));
        return answer(preferences.save(reader(), Bodies.require(body).preference(version)));
    }

    private static Response answer(Preference preference) {
        return Response.ok(PreferencesBody.of(preference)).tag("v" + preference.version()).build();
    }

    /** One thing that somebody was told. */
    @Schema(name = "Notification")
    public record Body(
            UUID id,
            String kind,
            String title,
            String text,
            String path,
            Instant createdAt,
            Optional<Instant> readAt) {

        static Body of(Notification one) {
            NotificationTexts texts =
                    NotificationTexts.of(
                            one.kind(), one.facts(), CurrentRequest.require().locale());
            return new Body(
                    one.id(),
                    one.kind().name().toLowerCase(Locale.ROOT),
                    texts.title(),
                    texts.text(),
                    one.facts().path(),
                    one.createdAt(),
                    one.readAt());
        }
    }

    /**
     * What somebody wants to be told.
     *
     * @param refused {@code topic:channel}
     * @param timeZone IANA name; left out for the school's
     * @param quietFrom hour and minute; left out with {@code quietUntil} for no quiet hours
     * @param studyDays on which one wants to be reminded of learning
     * @param studyAt hour and minute
     */
    @Schema(name = "NotificationPreferences")
    public record PreferencesBody(
            List<String> refused,
            String timeZone,
            String quietFrom,
            String quietUntil,
            Set<DayOfWeek> studyDays,
            String studyAt) {

        static PreferencesBody of(Preference preference) {
            return new PreferencesBody(
                    preference.refused().stream().map(Choice::key).sorted().toList(),
                    preference.zone().map(ZoneId::getId).orElse(null),
                    preference.quiet().map(quiet -> quiet.from().toString()).orElse(null),
                    preference.quiet().map(quiet -> quiet.until().toString()).orElse(null),
                    preference.studyDays(),
                    preference.studyAt().toString());
        }

        Preference preference(int version) {
            List<String> choices = Objects.requireNonNullElse(refused, List.of());
            new Checks()
                    .that(
                            choices.stream()
                                    .allMatch(one -> one != null && Choice.of(one).isPresent()),
                            "refused",
                            "Name a topic and a channel, like REMINDERS:MAIL.")
                    .that(
                            timeZone == null || TimeZones.isKnown(timeZone),
                            "timeZone",
                            "Name a time zone like Europe/Berlin.")
                    .that(isTime(quietFrom), "quietFrom", "Write a time like 22:00.")
                    .that(isTime(quietUntil), "quietUntil", "Write a time like 22:00.")
                    .that(
                            (quietFrom == null) == (quietUntil == null),
                            "quietUntil",
                            "Give both ends of the quiet hours, or none.")
                    .that(isTime(studyAt), "studyAt", "Write a time like 22:00.")
                    .done();
            return new Preference(
                    choices.stream()
                            .flatMap(one -> Choice.of(one).stream())
                            .collect(Collectors.toSet()),
                    Optional.ofNullable(timeZone).map(ZoneId::of),
                    Optional.ofNullable(quietFrom)
                            .map(from -> new Quiet(time(from), time(quietUntil))),
                    Objects.requireNonNullElse(studyDays, Set.of()),
                    studyAt == null ? Preference.USUAL.studyAt() : time(studyAt),
                    version);
        }

        private static boolean isTime(String text) {
            return text == null || text.matches("([01]\\d|2[0-3]):[0-5]\\d");
        }

        private static LocalTime time(String text) {
            return LocalTime.parse(text);
        }
    }
}
