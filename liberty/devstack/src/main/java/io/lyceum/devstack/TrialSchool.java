package io.lyceum.devstack;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** A school with a realm on a stack that is measured or tried. */
final class TrialSchool {

    private final Settings settings;
    private final Secrets secrets;
    private final Console console;
    private final String slug;
    private final String owner;
    private final String password;

    /**
     * @param owner address of the owner
     * @param password of everybody
     */
    TrialSchool(
            Settings settings,
            Secrets secrets,
            Console console,
            String slug,
            String owner,
            String password) {
        this.settings = settings;
        this.secrets = secrets;
        this.console = console;
        this.slug = slug;
        this.owner = owner;
        this.password = password;
    }

    private DemoAccess access() {
        return new DemoAccess(
                settings, new KeycloakAdmin(Keycloak.url(settings), secrets.keycloakAdmin()));
    }

    /**
     * Makes the school with its owner, unless an earlier run did.
     *
     * @param more what it needs beside that, once
     */
    void prepare(Runnable more) {
        DemoAccess access = access();
        new Seeds(settings, console, access).openPlatform();
        Path done = settings.data().resolve("seeded/" + slug);
        LyceumApi platform = access.platform();
        String path = "/platform/schools/" + slug;
        if (Files.exists(done) && platform.get(path).isSuccess()) {
            return;
        }
        console.step(
                "School with a realm",
                () -> {
                    if (platform.get(path).status() == 404) {
                        LyceumApi.require(
                                platform.post(
                                        "/platform/schools",
                                        Map.of(
                                                "slug",
                                                slug,
                                                "name",
                                                "School " + slug,
                                                "ownerEmail",
                                                owner,
                                                "ownerName",
                                                "Olga Owner",
                                                "locale",
                                                "en",
                                                "timeZone",
                                                "UTC")),
                                "The school");
                    }
                    Seeds.awaitActive(platform, path, slug);
                    access.open(slug);
                    admit(owner, "Olga Owner");
                    more.run();
                    Files.createDirectories(done.getParent());
                    Files.writeString(done, "");
                    return true;
                });
    }

    void admit(String email, String name) {
        access().account(slug, email, name, password);
        LyceumApi.require(
                access().school(slug, email, password).get("/people/me"), "Signing in " + email);
    }

    /** Speaks to the school as its owner. */
    LyceumApi owner() {
        return access().school(slug, owner, password);
    }
}
