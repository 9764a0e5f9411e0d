package io.lyceum.devstack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.LinkedHashMap;
import java.util.Map;

/** {@code ./lyceum school …}: the platform's REST API from a terminal. */
final class SchoolCommands {

    private static final String USAGE =
            """
              ./lyceum school list
              ./lyceum school create --slug harbour --name "Harbour Languages" --owner ada@harbour.example
                  --owner-name NAME  --locale en|ru  --time-zone Europe/Lisbon
                  --tagline TEXT  --primary "#0b6e6e"  --secondary "#f2b84b"
                  --typeface HUMANIST|GROTESQUE|SLAB|CLASSIC  --radius SHARP|SOFT|ROUND
              ./lyceum school suspend SLUG
              ./lyceum school reactivate SLUG
            """;

    private final Settings settings;
    private final Console console;

    SchoolCommands(Settings settings, Console console) {
        this.settings = settings;
        this.console = console;
    }

    int run(Arguments arguments) {
        String verb = arguments.word(1, "help");
        if (verb.equals("help") || arguments.has("help")) {
            console.line(USAGE);
            return 0;
        }
        if (!Stack.isRunning(settings)) {
            throw new Failure(
                    "Lyceum does not run on "
                            + settings.data()
                            + ". Start it in another window: ./lyceum up");
        }
        Secrets secrets = Secrets.keptIn(settings.data().resolve("secrets.properties"));
        LyceumApi platform =
                new DemoAccess(
                                settings,
                                new KeycloakAdmin(Keycloak.url(settings), secrets.keycloakAdmin()))
                        .platform();
        return switch (verb) {
            case "list" -> list(platform, arguments);
            case "create" -> create(platform, arguments);
            case "suspend", "reactivate" -> change(platform, arguments, verb);
            default -> throw new Failure("Unknown: school " + verb + ". See ./lyceum school help");
        };
    }

    private int list(LyceumApi platform, Arguments arguments) {
        arguments.allow();
        Table table = new Table().row("SLUG", "STATUS", "NAME", "URL");
        String cursor = "";
        do {
            JsonNode page =
                    LyceumApi.require(
                            platform.get(
                                    "/platform/schools?limit=100"
                                            + (cursor.isEmpty()
                                                    ? ""
                                                    : "&cursor=" + Http.encode(cursor))),
                            "The list");
            for (JsonNode school : page.path("items")) {
                table.row(
                        school.path("slug").asText(),
                        school.path("status").asText(),
                        school.path("name").asText(),
                        school.path("url").asText());
            }
            cursor = page.path("next").asText("");
            if (cursor.equals("null")) {
                cursor = "";
            }
        } while (!cursor.isEmpty());
        console.line(table.toString());
        return 0;
    }

    private int create(LyceumApi platform, Arguments arguments) {
        arguments.allow(
                "slug",
                "name",
                "owner",
                "owner-name",
                "locale",
                "time-zone",
                "tagline",
                "primary",
                "secondary",
                "typeface",
                "radius");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("slug", arguments.require("slug"));
        body.put("name", arguments.require("name"));
        body.put("ownerEmail", arguments.require("owner"));
        arguments.option("owner-name").ifPresent(value -> body.put("ownerName", value));
        arguments.option("locale").ifPresent(value -> body.put("locale", value));
        arguments.option("time-zone").ifPresent(value -> body.put("timeZone", value));
        Map<String, Object> brand = new LinkedHashMap<>();
        for (String name : new String[] {"tagline", "primary", "secondary", "typeface", "radius"}) {
            arguments.option(name).ifPresent(value -> brand.put(name, value));
        }
        body.put("brand", brand);
        String slug = arguments.require("slug");
        JsonNode school =
                console.step(
                        "School " + slug,
                        () -> {
                            LyceumApi.require(
                                    platform.post("/platform/schools", body), "The school");
                            return Seeds.awaitActive(platform, "/platform/schools/" + slug, slug);
                        });
        console.line(
                "\n"
                        + new Table()
                                .row("School", school.path("url").asText())
                                .row(
                                        "Owner",
                                        school.path("ownerEmail").asText()
                                                + " is invited by mail: "
                                                + Mailbox.url(settings)
                                                + "/?to="
                                                + Http.encode(school.path("ownerEmail").asText())));
        return 0;
    }

    private int change(LyceumApi platform, Arguments arguments, String verb) {
        arguments.allow("slug");
        String slug = arguments.option("slug").orElse(arguments.word(2, ""));
        if (slug.isBlank()) {
            throw new Failure("Say which school: ./lyceum school " + verb + " SLUG");
        }
        JsonNode school =
                LyceumApi.require(
                        platform.post("/platform/schools/" + Http.encode(slug) + "/" + verb),
                        "The school " + slug);
        console.line("  ✓ " + slug + " is " + school.path("status").asText() + ".");
        return 0;
    }
}
