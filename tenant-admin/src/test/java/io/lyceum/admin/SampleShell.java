package io.lyceum.admin;

import io.lyceum.admin.shell.Job;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Shell;
import io.lyceum.admin.shell.Shell.Account;
import io.lyceum.admin.shell.Shell.House;
import io.lyceum.admin.shell.Shell.Language;
import io.lyceum.admin.shell.Shell.Theme;
import io.lyceum.admin.shell.Words;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Assets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** A shell as a school's owner or a platform admin would see it. */
final class SampleShell {

    static final Instant NOW = Instant.parse("2026-11-21T12:00:00Z");

    private SampleShell() {}

    static Shell school(Locale locale, Theme theme) {
        return shell(
                "/manage",
                locale,
                theme,
                new House("Brücke Language School", Optional.empty(), Optional.of("/")),
                new Account("Ada Petrova", "ada@bruecke.example", "Owner", "/sign-out"),
                Shell.SCHOOL_PLACES,
                List.of(
                        new Job(
                                "1",
                                "The Unix Shell",
                                "Copying figures: 14 of 22",
                                64,
                                Job.State.RUNNING,
                                "/manage/imports/1",
                                Optional.of("/manage/jobs/1/cancel")),
                        new Job(
                                "2",
                                "catalogue-2026.csv",
                                "1,204 courses came in",
                                100,
                                Job.State.DONE,
                                "/manage/imports/2",
                                Optional.empty())));
    }

    static Shell platform(Locale locale, Theme theme) {
        return shell(
                "/platform",
                locale,
                theme,
                new House("Lyceum", Optional.empty(), Optional.empty()),
                new Account("Grace Holm", "grace@lyceum.example", "Platform admin", "/sign-out"),
                Shell.PLATFORM_PLACES,
                List.of());
    }

    private static Shell shell(
            String root,
            Locale locale,
            Theme theme,
            House house,
            Account account,
            List<Place> places,
            List<Job> jobs) {
        return new Shell(
                root,
                Messages.of("backoffice", locale),
                new Words(locale, ZoneId.of("Europe/Berlin"), Clock.fixed(NOW, ZoneId.of("UTC"))),
                "nonce",
                "token",
                house,
                account,
                places,
                List.of(
                        new Language(
                                "en",
                                "English",
                                "/language?to=en",
                                locale.getLanguage().equals("en")),
                        new Language(
                                "ru",
                                "Русский",
                                "/language?to=ru",
                                locale.getLanguage().equals("ru"))),
                theme,
                false,
                jobs,
                Assets.bundled()::url,
                root);
    }
}
