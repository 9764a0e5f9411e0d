package io.lyceum.academy;

import io.lyceum.identity.Allow;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.Person;
import io.lyceum.identity.Role;
import io.lyceum.notifications.Channel;
import io.lyceum.notifications.Device;
import io.lyceum.notifications.DeviceTrials;
import io.lyceum.notifications.Devices;
import io.lyceum.notifications.Notification;
import io.lyceum.notifications.NotificationKind;
import io.lyceum.notifications.NotificationPreferences;
import io.lyceum.notifications.NotificationTexts;
import io.lyceum.notifications.Notifications;
import io.lyceum.notifications.Preference;
import io.lyceum.notifications.Preference.Choice;
import io.lyceum.notifications.Preference.Quiet;
import io.lyceum.notifications.Topic;
import io.lyceum.notifications.web.NotificationSettingsView;
import io.lyceum.notifications.web.NotificationsView;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.CommonProblem;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.TimeZones;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.shared.web.Forms;
import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.Pages;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.DayOfWeek;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.time.format.FormatStyle;
import java.time.format.TextStyle;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What a person was told, and what they want to be told. */
@Path("/notifications")
@RequestScoped
@Allow(Role.LEARNER)
public class NotificationsResource {

    private static final int A_PAGE = 30;
    private static final String PATH = "/notifications";
    private static final Set<String> DONE = Set.of("saved", "removed", "sent", "unsent");

    private static final Map<NotificationKind, String> ICONS =
            Map.of(
                    NotificationKind.CERTIFICATE,
                    "certificate",
                    NotificationKind.RETURNED,
                    "edit",
                    NotificationKind.NEW_LESSONS,
                    "lessons",
                    NotificationKind.NEW_COURSES,
                    "book",
                    NotificationKind.LESSON_REMINDER,
                    "clock");

    @Inject Notifications notifications;
    @Inject NotificationPreferences preferences;
    @Inject Devices devices;
    @Inject DeviceTrials trials;
    @Inject CurrentPerson currentPerson;
    @Inject Pages pages;

    @GET
    @Operation(hidden = true)
    public Response list(@QueryParam("cursor") String cursor) {
        Slice<Notification> slice =
                notifications.of(currentPerson.require().id(), Optional.ofNullable(cursor), A_PAGE);
        return pages.html(
                "notifications/list",
                new NotificationsView(
                        slice.items().stream().map(NotificationsResource::item).toList(),
                        notifications.unread(currentPerson.require().id()) > 0,
                        slice.next().map(next -> PATH + "?cursor=" + next).orElse("")),
                PageContext.Section.ACCOUNT);
    }

    private static NotificationsView.Item item(Notification one) {
        CurrentRequest.Facts request = CurrentRequest.require();
        NotificationTexts texts = NotificationTexts.of(one.kind(), one.facts(), request.locale());
        return new NotificationsView.Item(
                PATH + "/" + one.id(),
                ICONS.getOrDefault(one.kind(), "book"),
                texts.title(),
                texts.text(),
                DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .withLocale(request.locale())
                        .format(one.createdAt().atZone(request.zone())),
                one.createdAt().toString(),
                one.readAt().isEmpty());
    }

    /** Leads where a notification is about; it counts as read then. */
    @GET
    @Path("{notification}")
    @Operation(hidden = true)
    public Response open(@PathParam("notification") UUID id) {
        Notification one = notifications.read(currentPerson.require().id(), id);
        return Response.seeOther(URI.create(one.facts().path()))
                .header("Cache-Control", "no-store")
                .build();
    }

    @POST
    @Path("read")
    @Operation(hidden = true)
    public Response readAll() {
        notifications.readAll(currentPerson.require().id());
        return Response.seeOther(URI.create(PATH)).build();
    }

    @GET
    @Path("settings")
    @Operation(hidden = true)
    public Response settings(@QueryParam("done") String done) {
        Preference preference = preferences.of(currentPerson.require().id());
        return settings(200, preference, DONE.contains(done == null ? "" : done) ? done : "", "");
    }

    private Response settings(int status, Preference preference, String done, String error) {
        Locale locale = CurrentRequest.require().locale();
        return pages.html(
                status,
                "notifications/settings",
                new NotificationSettingsView(
                        Arrays.stream(Topic.values()).map(topic -> row(topic, preference)).toList(),
                        Arrays.stream(DayOfWeek.values())
                                .map(
                                        day ->
                                                new NotificationSettingsView.Day(
                                                        day.name(),
                                                        day.getDisplayName(
                                                                TextStyle.SHORT_STANDALONE, locale),
                                                        preference.studyDays().contains(day)))
                                .toList(),
                        preference.studyAt().toString(),
                        preference.zone().map(ZoneId::getId).orElse(""),
                        CurrentRequest.require().zone().getId(),
                        TimeZones.ofPlaces(),
                        preference.quiet().isPresent(),
                        preference.quiet().map(Quiet::from).orElse(LocalTime.of(22, 0)).toString(),
                        preference.quiet().map(Quiet::until).orElse(LocalTime.of(8, 0)).toString(),
                        preference.version(),
                        devices.of(currentPerson.require().id()).stream()
                                .map(NotificationsResource::row)
                                .toList(),
                        devices.publicKey(),
                        done,
                        error),
                PageContext.Section.ACCOUNT);
    }

    private static NotificationSettingsView.DeviceRow row(Device device) {
        return new NotificationSettingsView.DeviceRow(
                PATH + "/devices/" + device.id() + "/remove",
                device.name(),
                Cards.day(device.createdAt()),
                device.failingSince().isPresent());
    }

    /** What a browser sends that somebody has signed up; a script reads the answer. */
    @POST
    @Path("devices")
    @Operation(hidden = true)
    public Response addDevice(
            MultivaluedMap<String, String> form, @HeaderParam("User-Agent") String agent) {
        devices.add(
                currentPerson.require().id(),
                DeviceNames.of(Objects.requireNonNullElse(agent, "")),
                new Devices.Subscription(
                        value(form, "endpoint"), value(form, "p256dh"), value(form, "auth")));
        return Response.noContent().build();
    }

    @POST
    @Path("devices/{device}/remove")
    @Operation(hidden = true)
    public Response removeDevice(@PathParam("device") UUID device) {
        devices.remove(currentPerson.require().id(), device);
        return done("removed");
    }

    @POST
    @Path("devices/test")
    @Operation(hidden = true)
    public Response testDevices() {
        int taken = trials.send(currentPerson.require().id(), CurrentRequest.require().locale());
        return done(taken > 0 ? "sent" : "unsent");
    }

    private static Response done(String what) {
        return Response.seeOther(URI.create(PATH + "/settings?done=" + what)).build();
    }

    private static NotificationSettingsView.TopicRow row(Topic topic, Preference preference) {
        return new NotificationSettingsView.TopicRow(
                topic.name(),
                Arrays.stream(Channel.values())
                        .map(
                                channel ->
                                        new NotificationSettingsView.Box(
                                                channel.name(),
                                                new Choice(topic, channel).key(),
                                                preference.wants(topic, channel),
                                                !topic.choosable(channel)))
                        .toList());
    }

    @POST
    @Path("settings")
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        Person person = currentPerson.require();
        Optional<Preference> wanted = wanted(form);
        if (wanted.isEmpty()) {
            return settings(422, preferences.of(person.id()), "", "time");
        }
        try {
            preferences.save(person.id(), wanted.get());
        } catch (Problem problem) {
            if (problem.code() == CommonProblem.STALE_VERSION) {
                return settings(409, preferences.of(person.id()), "", "stale");
            }
            if (problem.code() == CommonProblem.INVALID_INPUT) {
                return settings(422, wanted.get(), "", problem.fields().get(0).field());
            }
            throw problem;
        }
        return done("saved");
    }

    /** Reads the form; nothing if it holds what is no time, day or zone. */
    private static Optional<Preference> wanted(MultivaluedMap<String, String> form) {
        Set<String> checked = new HashSet<>(values(form, "choice"));
        Set<Choice> refused =
                Arrays.stream(Topic.values())
                        .flatMap(
                                topic ->
                                        Arrays.stream(Channel.values())
                                                .filter(topic::choosable)
                                                .map(channel -> new Choice(topic, channel)))
                        .filter(one -> !checked.contains(one.key()))
                        .collect(Collectors.toSet());
        String zone = value(form, "zone");
        try {
            if (!zone.isEmpty() && !TimeZones.isKnown(zone)) {
                return Optional.empty();
            }
            return Optional.of(
                    new Preference(
                            refused,
                            Optional.of(zone).filter(id -> !id.isEmpty()).map(ZoneId::of),
                            form.containsKey("quiet")
                                    ? Optional.of(
                                            new Quiet(
                                                    LocalTime.parse(value(form, "quietFrom")),
                                                    LocalTime.parse(value(form, "quietUntil"))))
                                    : Optional.empty(),
                            values(form, "day").stream()
                                    .map(DayOfWeek::valueOf)
                                    .collect(Collectors.toSet()),
                            LocalTime.parse(value(form, "studyAt")),
                            Forms.number(form, "version")));
        } catch (DateTimeParseException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static List<String> values(MultivaluedMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.get(name), List.of());
    }

    private static String value(MultivaluedMap<String, String> form, String name) {
        return Objects.requireNonNullElse(form.getFirst(name), "").strip();
    }
}
