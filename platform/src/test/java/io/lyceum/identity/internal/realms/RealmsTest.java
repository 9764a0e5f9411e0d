package io.lyceum.identity.internal.realms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.lyceum.shared.problem.Problem;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RealmsTest {

    private static final RealmSecrets SECRETS = RealmSecrets.generate();
    private static final RealmAccess ACCESS = new RealmAccess("lingua", SECRETS.provisioner());
    private static final RealmSpec SPEC = SampleRealm.spec("lingua");

    private FakeKeycloak keycloak;
    private Realms realms;

    @BeforeEach
    void start() throws IOException {
        keycloak = new FakeKeycloak();
        realms = realms(FakeKeycloak.ONBOARDING_SECRET);
    }

    @AfterEach
    void stop() {
        keycloak.close();
    }

    @Test
    void aRealmIsCreatedOnceHoweverOftenItIsEnsured() {
        assertTrue(realms.ensureRealm(SPEC, SECRETS));
        assertFalse(realms.ensureRealm(SPEC, SECRETS));
        assertEquals(1, keycloak.count("POST /admin/realms"));
    }

    @Test
    void aCreationWhoseAnswerWasLostIsRecognisedNextTime() {
        keycloak.lostCreations = 1;

        Problem lost = assertThrows(Problem.class, () -> realms.ensureRealm(SPEC, SECRETS));

        assertEquals(RealmProblem.SIGN_IN_SERVER_UNREACHABLE, lost.code());
        assertFalse(realms.ensureRealm(SPEC, SECRETS));
        assertEquals(1, keycloak.count("POST /admin/realms"));
    }

    @Test
    void theRealmOfAnotherIsNeverTakenOver() {
        realms.ensureRealm(SPEC, SECRETS);
        ObjectNode before = keycloak.realms.get("lingua").deepCopy();

        Problem taken =
                assertThrows(
                        Problem.class, () -> realms.ensureRealm(SPEC, RealmSecrets.generate()));

        assertEquals(RealmProblem.REALM_TAKEN, taken.code());
        assertEquals(before, keycloak.realms.get("lingua"));
    }

    @Test
    void aWrongOnboardingSecretIsToldApart() {
        Problem refused =
                assertThrows(Problem.class, () -> realms("mistyped").ensureRealm(SPEC, SECRETS));

        assertEquals(RealmProblem.ONBOARDING_ACCOUNT_REFUSED, refused.code());
    }

    @Test
    void aServerThatIsBusyForAMomentIsAskedAgain() {
        keycloak.busy = 2;

        assertTrue(realms.ensureRealm(SPEC, SECRETS));
    }

    @Test
    void aServerThatIsDownIsUnreachableRatherThanABug() {
        keycloak.close();

        Problem down = assertThrows(Problem.class, () -> realms.ensureRealm(SPEC, SECRETS));

        assertEquals(RealmProblem.SIGN_IN_SERVER_UNREACHABLE, down.code());
    }

    @Test
    void aForgottenTokenIsReplacedUnnoticed() {
        realms.ensureRealm(SPEC, SECRETS);
        keycloak.forgottenTokens = 1;

        realms.applyBrand(ACCESS, "Lingua", SampleRealm.BRAND);

        assertEquals("Lingua", keycloak.realms.get("lingua").path("displayName").asText());
    }

    @Test
    void theRealmArrivesCompleteInOneDocument() {
        realms.ensureRealm(SPEC, SECRETS);

        ObjectNode realm = keycloak.realms.get("lingua");
        assertEquals(
                "http://lingua.lyceum.localhost:8081",
                realm.at("/attributes/frontendUrl").asText());
        assertTrue(realm.path("revokeRefreshToken").asBoolean());
        assertEquals(0, realm.path("refreshTokenMaxReuse").asInt(-1));
        assertTrue(realm.path("bruteForceProtected").asBoolean());
        assertEquals("none", realm.path("sslRequired").asText());
        ObjectNode web = keycloak.client("lingua", "lyceum-web");
        assertEquals("S256", web.at("/attributes/pkce.code.challenge.method").asText());
        assertFalse(web.path("directAccessGrantsEnabled").asBoolean(true));
        assertFalse(web.path("fullScopeAllowed").asBoolean(true));
        assertEquals(
                List.of(
                        "http://lingua.lyceum.localhost:8080/oidc/callback",
                        "http://lingua.lyceum.localhost:8080/welcome"),
                texts(web.path("redirectUris")));
        assertEquals(
                List.of("manage-realm", "manage-users", "manage-clients", "manage-events"),
                texts(realm.at("/users/0/clientRoles/realm-management")));
    }

    @Test
    void nobodyRegistersInThePlatformsRealm() {
        RealmSpec platform =
                SampleRealm.spec(
                        "platform", RealmSpec.Kind.PLATFORM, 8081, 8080, 1025, SampleRealm.BRAND);

        realms.ensureRealm(platform, SECRETS);

        ObjectNode realm = keycloak.realms.get("platform");
        assertFalse(realm.path("registrationAllowed").asBoolean(true));
        assertEquals("platform-admin", realm.at("/roles/realm/0/name").asText());
        assertEquals(1, realm.at("/roles/realm").size());
    }

    @Test
    void aNewBrandLeavesOtherAttributesAlone() {
        realms.ensureRealm(SPEC, SECRETS);

        realms.applyBrand(ACCESS, "Lingua Nova", SampleRealm.BRAND);

        ObjectNode realm = keycloak.realms.get("lingua");
        assertEquals("Lingua Nova", realm.path("displayName").asText());
        assertEquals(
                "http://lingua.lyceum.localhost:8081",
                realm.at("/attributes/frontendUrl").asText());
        assertEquals("#0f766e", realm.at("/localizationTexts/en/brandPrimary").asText());
        assertEquals("Lingua Nova", realm.at("/smtpServer/fromDisplayName").asText());
        assertEquals("1025", realm.at("/smtpServer/port").asText());
    }

    @Test
    void anInvitationMakesAnAccountAndMailsALink() {
        realms.ensureRealm(SPEC, SECRETS);

        Realms.Invited invited = realms.invite(ACCESS, owner());

        ObjectNode user = FakeKeycloak.users(keycloak.realms.get("lingua")).get(0);
        assertEquals(new Realms.Invited("subject-0", true), invited);
        assertEquals("Olga", user.path("firstName").asText());
        assertEquals("ru", user.at("/attributes/locale/0").asText());
        assertEquals("owner", user.at("/realmRoles/0/name").asText());
        assertEquals(
                1,
                keycloak.count("PUT /admin/realms/lingua/users/subject-0/execute-actions-email"));
    }

    @Test
    void anInvitationThatCouldNotBeMailedCanBeSentAgain() {
        realms.ensureRealm(SPEC, SECRETS);
        keycloak.mailFails = true;

        Problem unsent = assertThrows(Problem.class, () -> realms.invite(ACCESS, owner()));
        keycloak.mailFails = false;

        assertEquals(RealmProblem.INVITATION_NOT_SENT, unsent.code());
        assertTrue(realms.invite(ACCESS, owner()).mailed());
        assertEquals(1, keycloak.count("POST /admin/realms/lingua/users"));
    }

    @Test
    void whoHasJoinedGetsTheRoleAndNoMail() {
        realms.ensureRealm(SPEC, SECRETS);
        realms.invite(ACCESS, owner());
        ObjectNode user = FakeKeycloak.users(keycloak.realms.get("lingua")).get(0);
        user.putArray("requiredActions");

        Invitation asTeacher =
                new Invitation(
                        "olga@example.org",
                        "Olga",
                        Set.of(SchoolRole.TEACHER),
                        Locale.ENGLISH,
                        owner().welcome());

        assertFalse(realms.invite(ACCESS, asTeacher).mailed());
        assertEquals(2, user.path("realmRoles").size());
    }

    @Test
    void settingRolesGivesTheMissingAndTakesTheSurplus() {
        realms.ensureRealm(SPEC, SECRETS);
        realms.invite(ACCESS, owner());

        realms.setRoles(ACCESS, "subject-0", Set.of(SchoolRole.TEACHER, SchoolRole.ADMIN));

        ObjectNode user = FakeKeycloak.users(keycloak.realms.get("lingua")).get(0);
        assertEquals(
                List.of("admin", "teacher"),
                StreamSupport.stream(user.path("realmRoles").spliterator(), false)
                        .map(role -> role.path("name").asText())
                        .sorted()
                        .toList());
    }

    @Test
    void anUnknownPersonIsAnExpectedFailure() {
        realms.ensureRealm(SPEC, SECRETS);

        Problem unknown =
                assertThrows(
                        Problem.class,
                        () -> realms.setRoles(ACCESS, "nobody", Set.of(SchoolRole.ADMIN)));

        assertEquals(RealmProblem.PERSON_NOT_IN_REALM, unknown.code());
    }

    @Test
    void aSuspendedSchoolStaysSuspendedWhenItsRealmIsEnsured() {
        realms.ensureRealm(SPEC, SECRETS);

        realms.setRealmEnabled(ACCESS, false);
        realms.ensureRealm(SPEC, SECRETS);

        assertFalse(keycloak.client("lingua", "lyceum-web").path("enabled").asBoolean(true));
        assertTrue(keycloak.realms.get("lingua").path("enabled").asBoolean());
        assertEquals(1, keycloak.count("POST /admin/realms/lingua/logout-all"));
    }

    @Test
    void aVerifiedDomainIsAllowedAndTheRestOfTheClientStays() {
        realms.ensureRealm(SPEC, SECRETS);

        realms.setRedirects(ACCESS, List.of(URI.create("https://academy.example")));

        ObjectNode web = keycloak.client("lingua", "lyceum-web");
        assertEquals(
                "https://academy.example/",
                web.at("/attributes/post.logout.redirect.uris").asText());
        assertEquals("S256", web.at("/attributes/pkce.code.challenge.method").asText());
    }

    @Test
    void deletingARealmTwiceIsNoFailure() {
        realms.ensureRealm(SPEC, SECRETS);

        assertTrue(realms.deleteRealm(ACCESS));
        assertFalse(realms.deleteRealm(ACCESS));

        assertTrue(keycloak.realms.isEmpty());
    }

    @Test
    void whatPeopleDidIsForgottenBeforeTheRealmThatRecordedIt() {
        realms.ensureRealm(SPEC, SECRETS);

        realms.deleteRealm(ACCESS);

        String realm = " /admin/realms/" + SPEC.name();
        int stopped = keycloak.calls.indexOf("PUT" + realm);
        int cleared = keycloak.calls.indexOf("DELETE" + realm + "/events");
        int changes = keycloak.calls.indexOf("DELETE" + realm + "/admin-events");
        assertTrue(0 <= stopped && stopped < cleared && stopped < changes);
        assertTrue(Math.max(cleared, changes) < keycloak.calls.indexOf("DELETE" + realm));
    }

    @Test
    void aRealmThatDoesNotTakeTheKeyIsNotTakenForDeleted() {
        realms.ensureRealm(SPEC, SECRETS);
        RealmAccess wrong = new RealmAccess(SPEC.name(), "not the key");

        Problem problem = assertThrows(Problem.class, () -> realms.deleteRealm(wrong));

        assertEquals(RealmProblem.REALM_KEY_REFUSED, problem.code());
        assertFalse(keycloak.realms.isEmpty());
    }

    private Realms realms(String onboardingSecret) {
        Clock noon = Clock.fixed(Instant.parse("2026-11-21T12:00:00Z"), ZoneOffset.UTC);
        return new Realms(
                new Keycloak(keycloak.address(), noon, Duration.ZERO),
                "lyceum-onboarding",
                onboardingSecret);
    }

    private static Invitation owner() {
        return new Invitation(
                "olga@example.org",
                "Olga Petrova",
                Set.of(SchoolRole.OWNER),
                Locale.forLanguageTag("ru"),
                URI.create("http://lingua.lyceum.localhost:8080/welcome"));
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false).map(JsonNode::asText).toList();
    }
}
