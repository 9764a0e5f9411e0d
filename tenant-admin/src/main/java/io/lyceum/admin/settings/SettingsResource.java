package io.lyceum.admin.settings;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.text.TimeZones;
import io.lyceum.tenancy.NewSchool;
import io.lyceum.tenancy.School;
import io.lyceum.tenancy.Schools;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** What holds for the whole school. */
@RequestScoped
@Path("/manage/settings")
@Allow(Role.ADMIN)
public class SettingsResource {

    private static final String PATH = "/manage/settings";

    @Inject Desk desk;
    @Inject Schools schools;

    @GET
    @Operation(hidden = true)
    public Response edit() {
        School school = desk.school();
        return desk.show("settings/general", page(), view(school, saved(school)));
    }

    private Page page() {
        return desk.page("settings.title", Place.SETTINGS);
    }

    private static Form saved(School school) {
        return Form.at(
                PATH,
                Map.of(
                        "locale", school.locale().toLanguageTag(),
                        "timeZone", school.timeZone().getId()));
    }

    private SettingsView view(School school, Form form) {
        return new SettingsView(
                form,
                NewSchool.LANGUAGES.stream()
                        .sorted()
                        .map(tag -> Option.of(tag, Desk.ownName(tag)))
                        .toList(),
                TimeZones.ofPlaces(),
                school.id().toString(),
                school.slug(),
                schools.originOf(school.id()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response save(MultivaluedMap<String, String> form) {
        School school = desk.school();
        try {
            String zone = Desk.value(form, "timeZone").strip();
            new Checks()
                    .that(
                            TimeZones.isKnown(zone),
                            "timeZone",
                            "Choose a time zone like Europe/Berlin.")
                    .done();
            schools.change(
                    school.id(),
                    school.name(),
                    Locale.forLanguageTag(Desk.value(form, "locale")),
                    ZoneId.of(zone));
            return desk.done(PATH, "settings.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "settings/general",
                    page(),
                    view(school, desk.refused(saved(school), form, problem)));
        }
    }
}
