package io.lyceum.messaging.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.messaging.Letterhead;
import io.lyceum.messaging.Mail;
import io.lyceum.messaging.MailContent;
import io.lyceum.messaging.MailKind;
import io.lyceum.messaging.Recipient;
import io.lyceum.messaging.Subscription;
import io.lyceum.messaging.Wording;
import io.lyceum.tenancy.Brand;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MailComposerTest {

    private final MailComposer composer = new MailComposer();

    @Test
    void everyKindSpeaksEnglishAndRussianInBothParts() {
        for (Recipient reader : List.of(SampleMails.english(), SampleMails.russian())) {
            SampleMails.contents("Гармония", "https://ladoga.lyceum.localhost")
                    .forEach(
                            (kind, content) -> {
                                Mail mail = compose(SampleMails.ladoga(), reader, content);
                                assertFalse(mail.subject().isBlank(), kind);
                                assertTrue(
                                        mail.html().contains("<html lang=\"" + reader.locale()),
                                        kind);
                                assertTrue(mail.html().contains("Ладожская консерватория"), kind);
                                assertTrue(mail.text().contains("https://ladoga.lyceum"), kind);
                                assertTrue(mail.text().contains(reader.name()), kind + mail.text());
                            });
        }
    }

    @Test
    void theRussianBundleHasEveryKey() throws IOException {
        assertEquals(bundle("mail").keySet(), bundle("mail_ru").keySet());
    }

    @ParameterizedTest
    @CsvSource({
        "en, 1,  1 lesson",
        "en, 2,  2 lessons",
        "ru, 1,  1 урок",
        "ru, 3,  3 урока",
        "ru, 5,  5 уроков",
        "ru, 11, 11 уроков",
        "ru, 21, 21 урок"
    })
    void lessonsAreCountedByTheRulesOfTheLanguage(String language, int lessons, String expected) {
        Mail mail =
                compose(
                        SampleMails.paroletta(),
                        new Recipient("a@example.org", "", Locale.forLanguageTag(language)),
                        new MailContent.EnrolmentConfirmed(
                                "Italian", Optional.empty(), lessons, "https://x.example/c"));

        assertTrue(mail.text().contains(": " + expected + "\n"), mail.text());
    }

    @Test
    void anUnknownLanguageIsAnsweredInEnglish() {
        Mail mail =
                compose(
                        SampleMails.paroletta(),
                        new Recipient("a@example.org", "Ana", Locale.forLanguageTag("pt-BR")),
                        new MailContent.Welcome("https://x.example"));

        assertEquals("Welcome to Paroletta", mail.subject());
    }

    @Test
    void whatPeopleTypedIsNeverMarkup() {
        String evil = "<img src=x onerror=alert(1)> {name} ' \" & {0}";
        Mail mail =
                compose(
                        SampleMails.paroletta(),
                        new Recipient("a@example.org", evil, Locale.ENGLISH),
                        new MailContent.EnrolmentConfirmed(
                                evil, Optional.of(evil), 1, "https://x.example/\"><b>"));

        assertFalse(mail.html().contains("<img"), mail.html());
        assertFalse(mail.html().contains("<b>"), mail.html());
        assertTrue(mail.text().contains("Hello " + evil), mail.text());
        assertTrue(mail.subject().endsWith(evil), mail.subject());
    }

    @Test
    void anActionNeedsAWebAddress() {
        for (String url : List.of("javascript:alert(1)", "/relative", "http://a b", "")) {
            assertThrows(
                    IllegalArgumentException.class, () -> new MailContent.Action("x", url), url);
        }
    }

    @Test
    void theSameEventGivesTheSameMailAndAnotherAnotherId() {
        MailContent welcome = new MailContent.Welcome("https://x.example");
        Mail mail = compose(SampleMails.paroletta(), SampleMails.english(), welcome);

        assertEquals(mail, compose(SampleMails.paroletta(), SampleMails.english(), welcome));
        assertNotEquals(
                mail.messageId(),
                composer.compose(
                                new UUID(1, 2),
                                SampleMails.paroletta(),
                                SampleMails.english(),
                                welcome,
                                Optional.empty(),
                                Optional.empty())
                        .messageId());
        assertNotEquals(
                mail.messageId(),
                compose(SampleMails.paroletta(), SampleMails.russian(), welcome).messageId());
        assertTrue(mail.messageId().endsWith("@paroletta.lyceum.localhost"), mail.messageId());
    }

    @Test
    void noPlaceInAnyMailIsLeftOpen() {
        Pattern open = Pattern.compile("\\{[a-z]+[,}]|\\[\\w+\\]|null");
        for (Recipient reader : List.of(SampleMails.english(), SampleMails.russian())) {
            SampleMails.contents("Harmony", "https://x.example")
                    .forEach(
                            (kind, content) -> {
                                Mail mail = compose(SampleMails.nightbuild(), reader, content);
                                assertFalse(open.matcher(mail.text()).find(), kind + mail.text());
                                assertFalse(open.matcher(mail.subject()).find(), mail.subject());
                            });
        }
    }

    @Test
    void aSchoolsOwnWordsTakeThePlaceOfTheUsualOnes() {
        Wording own =
                new Wording(
                        "{course}: here we go",
                        "Dear {name},\n\n<b>{school}</b> is glad of $1 {other}.\r\n \r\nSee you.");
        MailContent enrolment =
                MailComposer.sample(MailKind.ENROLMENT, "Bread & $0", "https://a.example");

        Mail mail =
                composer.compose(
                        SampleMails.EVENT,
                        SampleMails.paroletta(),
                        SampleMails.english(),
                        enrolment,
                        Optional.of(own),
                        Optional.empty());

        assertEquals("Bread & $0: here we go", mail.subject());
        assertTrue(mail.text().contains("Dear " + SampleMails.english().name() + ","), mail.text());
        assertTrue(
                mail.text().contains("<b>Paroletta</b> is glad of $1 {other}.\n\nSee you."),
                mail.text());
        assertTrue(mail.html().contains("&lt;b&gt;Paroletta&lt;/b&gt;"), mail.html());
        assertFalse(mail.text().contains("Your place is confirmed"), mail.text());
        assertTrue(mail.text().contains("https://a.example/courses"), mail.text());
    }

    @Test
    void whoHasToldNoNameIsGreetedWithoutOne() {
        Recipient nameless = new Recipient("mara@example.org", "", Locale.ENGLISH);

        Mail mail =
                composer.compose(
                        SampleMails.EVENT,
                        SampleMails.paroletta(),
                        nameless,
                        MailComposer.sample(MailKind.WELCOME, "", "https://a.example"),
                        Optional.of(new Wording("Welcome, {name}", "Hello {name},")),
                        Optional.empty());

        assertEquals("Welcome", mail.subject());
        assertTrue(mail.text().contains("\nHello,\n"), mail.text());
    }

    @Test
    void mailsThatNobodyHasToGetSayHowToRefuseThem() {
        Mail mail =
                composer.compose(
                        SampleMails.EVENT,
                        SampleMails.ladoga(),
                        SampleMails.russian(),
                        MailComposer.sample(MailKind.UNFINISHED, "Сольфеджио", "https://a.example"),
                        Optional.empty(),
                        Optional.of(
                                new Subscription(
                                        "reminders",
                                        "https://a.example/unsubscribe/T",
                                        "https://a.example/notifications/settings")));

        assertEquals("<https://a.example/unsubscribe/T>", mail.headers().get("List-Unsubscribe"));
        assertEquals("List-Unsubscribe=One-Click", mail.headers().get("List-Unsubscribe-Post"));
        assertEquals("<reminders.ladoga.lyceum.localhost>", mail.headers().get("List-Id"));
        for (String body : List.of(mail.html(), mail.text())) {
            assertTrue(body.contains("https://a.example/unsubscribe/T"), body);
            assertTrue(body.contains("https://a.example/notifications/settings"), body);
        }
    }

    @Test
    void mailsThatAnswerSomethingCannotBeRefused() {
        Mail mail =
                compose(
                        SampleMails.ladoga(),
                        SampleMails.russian(),
                        MailComposer.sample(MailKind.ENROLMENT, "Сольфеджио", "https://a.example"));

        assertEquals(Set.of("Content-Language"), mail.headers().keySet());
        assertFalse(mail.html().contains("nsubscribe"), mail.html());
    }

    @Test
    void theUsualWordsSayWhatStandsForWhat() {
        Wording usual = composer.usual(MailKind.ENROLMENT, Locale.ENGLISH);

        assertEquals("You’re enrolled: {course}", usual.subject());
        assertEquals("Hello {name},", usual.paragraphs().get(0));
        assertTrue(usual.text().contains("{school}"), usual.text());
        for (MailKind kind : MailKind.values()) {
            assertFalse(composer.usual(kind, Locale.forLanguageTag("ru")).paragraphs().isEmpty());
        }
    }

    /** Writes every mail to the folder named by {@code lyceum.samples}, to be looked at. */
    @Test
    void samplesCanBeLookedAt() throws IOException {
        String folder = System.getProperty("lyceum.samples", "");
        Path target = folder.isEmpty() ? Path.of("target", "mails") : Path.of(folder);
        Files.createDirectories(target);
        Map<String, Letterhead> schools =
                Map.of(
                        "paroletta", SampleMails.paroletta(),
                        "nightbuild", SampleMails.nightbuild(),
                        "ladoga", SampleMails.ladoga());
        for (Map.Entry<String, Letterhead> school : schools.entrySet()) {
            boolean russian = school.getKey().equals("ladoga");
            String course =
                    russian ? "Гармония: от трезвучия к модуляции" : "Version Control with Git";
            for (Map.Entry<String, MailContent> content :
                    SampleMails.contents(course, school.getValue().homeUrl()).entrySet()) {
                Mail mail =
                        compose(
                                school.getValue(),
                                russian ? SampleMails.russian() : SampleMails.english(),
                                content.getValue());
                Path page = target.resolve(school.getKey() + "-" + content.getKey() + ".html");
                Files.writeString(page, mail.html());
                assertTrue(mail.html().length() < 100_000, "Gmail cuts mails over 102 KB");
            }
        }
    }

    @Test
    void aBrandOfAnyColourKeepsItsButtonReadable() {
        for (String primary : List.of("#ffff00", "#ffffff", "#000000", "#7f7f7f")) {
            Brand brand =
                    new Brand(
                            "S",
                            "",
                            primary,
                            "#000000",
                            Brand.Typeface.SLAB,
                            Brand.Radius.SHARP,
                            Optional.empty(),
                            1);
            Mail mail =
                    compose(
                            new Letterhead(
                                    brand, "http://s.x:8080", Optional.empty(), Optional.empty()),
                            SampleMails.english(),
                            new MailContent.Welcome("https://x.example"));

            assertTrue(mail.html().contains("background-color:" + primary), primary);
            assertFalse(mail.html().contains(primary + ";color:" + primary), primary);
        }
    }

    private Mail compose(Letterhead from, Recipient to, MailContent content) {
        return composer.compose(
                SampleMails.EVENT, from, to, content, Optional.empty(), Optional.empty());
    }

    private static Properties bundle(String name) throws IOException {
        Properties properties = new Properties();
        try (Reader reader =
                new InputStreamReader(
                        MailComposerTest.class.getResourceAsStream(
                                "/messages/" + name + ".properties"),
                        StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        return properties;
    }
}
