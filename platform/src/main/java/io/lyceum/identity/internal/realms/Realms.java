package io.lyceum.identity.internal.realms;

import static io.lyceum.identity.internal.realms.Keycloak.encoded;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.identity.internal.realms.Keycloak.Account;
import io.lyceum.identity.internal.realms.Keycloak.Answer;
import io.lyceum.shared.problem.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The realms of schools in Keycloak. Every call is safe to repeat, has a time limit and talks to
 * another process: never call from inside a transaction.
 *
 * <p>Two accounts are used. The onboarding account may create realms and nothing else. All other
 * work is done by the {@code lyceum-provisioner} of the realm itself, which can't reach another
 * realm.
 */
@ApplicationScoped
public class Realms {

    /** A realm's first seconds after a restart of Keycloak were seen to take 42 s. */
    private static final Duration CREATION = Duration.ofSeconds(120);

    private static final Duration DELETION = Duration.ofSeconds(60);
    private static final Duration INVITATION = Duration.ofDays(7);
    private static final Set<SchoolRole> MIRRORED =
            Set.of(SchoolRole.OWNER, SchoolRole.ADMIN, SchoolRole.TEACHER, SchoolRole.LEARNER);

    private final Keycloak keycloak;
    private final Account onboarding;

    /**
     * @param keycloak {@code lyceum.keycloak.url}: the server as Lyceum reaches it
     * @param clientId {@code lyceum.keycloak.client-id}: onboarding account in the master realm
     * @param clientSecret {@code lyceum.keycloak.client-secret}
     */
    @Inject
    public Realms(
            @ConfigProperty(name = "lyceum.keycloak.url", defaultValue = "http://127.0.0.1:8081")
                    URI keycloak,
            @ConfigProperty(name = "lyceum.keycloak.client-id", defaultValue = "lyceum-onboarding")
                    String clientId,
            @ConfigProperty(name = "lyceum.keycloak.client-secret") String clientSecret,
            Clock clock) {
        this(
                new Keycloak(withoutSlash(keycloak), clock, Duration.ofMillis(250)),
                clientId,
                clientSecret);
    }

    Realms(Keycloak keycloak, String clientId, String clientSecret) {
        this.keycloak = keycloak;
        this.onboarding = new Account("master", clientId, clientSecret);
    }

    /** For the container's proxies. */
    @SuppressWarnings("NullAway")
    protected Realms() {
        this.keycloak = null;
        this.onboarding = null;
    }

    /**
     * Creates a realm, or brings the realm that is already there in line with the spec.
     *
     * <p>Store the secrets before calling. A call that broke off anywhere, even after Keycloak had
     * done all its work, is finished by calling again with the same secrets: the realm is known by
     * accepting them.
     *
     * @return true when the realm was created, false when it was there
     * @throws Problem REALM_TAKEN when a realm of that name does not accept the secrets;
     *     ONBOARDING_ACCOUNT_REFUSED; SIGN_IN_SERVER_UNREACHABLE; SIGN_IN_SERVER_REFUSED
     */
    public boolean ensureRealm(RealmSpec spec, RealmSecrets secrets) {
        RealmAccess access = new RealmAccess(spec.name(), secrets.provisioner());
        // A token of before says nothing about whether the realm is still there.
        keycloak.forget(spec.name());
        if (keycloak.opens(provisioner(access))) {
            align(access, spec, secrets);
            return false;
        }
        if (!keycloak.opens(onboarding)) {
            throw new Problem(RealmProblem.ONBOARDING_ACCOUNT_REFUSED);
        }
        Answer created =
                keycloak.post(
                        onboarding,
                        "/admin/realms",
                        RealmDocument.toCreate(spec, secrets),
                        CREATION);
        if (created.status() == 409) {
            // Either a twin of this job was faster, or the name belongs to something else.
            if (!keycloak.opens(provisioner(access))) {
                throw new Problem(RealmProblem.REALM_TAKEN, spec.name());
            }
            align(access, spec, secrets);
            return false;
        }
        created.orRefused("create the realm " + spec.name());
        return true;
    }

    /**
     * Tells the issuer of a realm: what tokens carry in {@code iss}.
     *
     * @param frontendUrl as in {@link RealmSpec#frontendUrl()}
     */
    public static URI issuer(URI frontendUrl, String realm) {
        return URI.create(frontendUrl + "/realms/" + realm);
    }

    /**
     * Changes the look of sign-in pages and mails; seen by the next request. Other attributes of
     * the realm stay.
     */
    public void applyBrand(RealmAccess access, String displayName, RealmBrand brand) {
        String task = "change the look of the sign-in pages";
        JsonNode current = keycloak.get(provisioner(access), admin(access)).orRefused(task).body();
        // The sender's name follows. Keycloak masks the mail password and keeps it when it gets
        // the mask back.
        Map<String, String> mail = texts(current.path("smtpServer"));
        mail.put("fromDisplayName", displayName);
        writeRealm(
                access,
                current,
                Map.of("displayName", displayName, "smtpServer", mail),
                brand.attributes(),
                task);
        keycloak.post(
                        provisioner(access),
                        admin(access) + "/localization/" + Locale.ENGLISH.getLanguage(),
                        brand.texts())
                .orRefused("change the look of mails");
    }

    /** Moves the sign-in pages to another address, for example a verified domain of the school. */
    public void setFrontendUrl(RealmAccess access, URI frontendUrl) {
        RealmSpec.requireHosts(List.of(frontendUrl));
        changeRealm(
                access,
                Map.of(),
                Map.of("frontendUrl", frontendUrl.toString()),
                "change the address of the sign-in pages");
    }

    /** Changes how the realm sends mail. */
    public void setMail(RealmAccess access, String displayName, RealmMail mail) {
        keycloak.put(
                        provisioner(access),
                        admin(access),
                        Map.of(
                                "realm",
                                access.realm(),
                                "smtpServer",
                                RealmDocument.smtp(displayName, mail)))
                .orRefused("change the mail settings");
    }

    /**
     * Replaces the addresses that people may be sent to after signing in or out.
     *
     * @param hosts all addresses of the school without a path, the primary one first
     */
    public void setRedirects(RealmAccess access, List<URI> hosts) {
        RealmSpec.requireHosts(hosts);
        changeWebClient(access, RealmDocument.redirects(hosts), "change the allowed addresses");
    }

    /**
     * Asks a person to join: creates the account if it is new, gives the roles, and mails a link,
     * good for seven days, on which they set a password and so confirm the address. Someone who has
     * already joined gets the roles and no mail.
     *
     * @return who it is, and whether a mail was sent
     * @throws Problem PERSON_REFUSED for a name or address that no account may have;
     *     INVITATION_NOT_SENT when the account stands but the mail failed
     */
    public Invited invite(RealmAccess access, Invitation invitation) {
        Optional<RealmPerson> known = findUser(access, invitation.email());
        RealmPerson person = known.orElseGet(() -> createUser(access, invitation));
        addRoles(access, person.subject(), invitation.roles());
        if (!person.pending().contains("UPDATE_PASSWORD")) {
            return new Invited(person.subject(), false);
        }
        Answer sent =
                keycloak.put(
                        provisioner(access),
                        user(access, person.subject())
                                + "/execute-actions-email?client_id="
                                + RealmDocument.WEB
                                + "&redirect_uri="
                                + encoded(invitation.welcome().toString())
                                + "&lifespan="
                                + INVITATION.toSeconds(),
                        List.of("UPDATE_PASSWORD", "VERIFY_EMAIL"));
        if (!sent.ok()) {
            throw new Problem(RealmProblem.INVITATION_NOT_SENT);
        }
        return new Invited(person.subject(), true);
    }

    /**
     * What an invitation led to.
     *
     * @param subject the {@code sub} that the person's tokens will carry
     * @param mailed false when the person had joined before
     */
    public record Invited(String subject, boolean mailed) {}

    /** Finds a person by their exact e-mail address. */
    public Optional<RealmPerson> findUser(RealmAccess access, String email) {
        Answer found =
                keycloak.get(
                                provisioner(access),
                                admin(access) + "/users?exact=true&email=" + encoded(email.strip()))
                        .orRefused("look up a person");
        return stream(found.body()).findFirst().map(Realms::person);
    }

    /**
     * Gives a person exactly these of owner, admin, teacher, learner and takes the others.
     *
     * @throws Problem PERSON_NOT_IN_REALM
     */
    public void setRoles(RealmAccess access, String subject, Set<SchoolRole> roles) {
        Map<String, JsonNode> held = directRoles(access, subject);
        List<JsonNode> surplus =
                MIRRORED.stream()
                        .filter(role -> !roles.contains(role) && held.containsKey(role.claim()))
                        .map(role -> held.get(role.claim()))
                        .toList();
        if (!surplus.isEmpty()) {
            keycloak.delete(
                            provisioner(access),
                            user(access, subject) + "/role-mappings/realm",
                            surplus)
                    .orRefused("take roles");
        }
        give(access, subject, roles, held.keySet());
    }

    /**
     * Opens or closes a person's account. Closing ends their sessions at once.
     *
     * @throws Problem PERSON_NOT_IN_REALM
     */
    public void setEnabled(RealmAccess access, String subject, boolean enabled) {
        keycloak.put(provisioner(access), requiredUser(access, subject), Map.of("enabled", enabled))
                .orRefused("open or close an account");
        if (!enabled) {
            logoutUser(access, subject);
        }
    }

    /** Removes a person's account for good; one that is gone already is no error. */
    public void removeUser(RealmAccess access, String subject) {
        Answer removed = keycloak.delete(provisioner(access), user(access, subject), null);
        if (removed.status() != 404) {
            removed.orRefused("remove an account");
        }
    }

    /**
     * Ends all sessions of a person; each application is told over the back channel.
     *
     * @throws Problem PERSON_NOT_IN_REALM
     */
    public void logoutUser(RealmAccess access, String subject) {
        keycloak.post(provisioner(access), requiredUser(access, subject) + "/logout", Map.of())
                .orRefused("end a person's sessions");
    }

    /**
     * Suspends or reopens a whole school. Suspended, nobody can sign in, register or refresh, and
     * all sessions end. The realm itself stays open, for a closed realm would shut out the account
     * that has to reopen it.
     */
    public void setRealmEnabled(RealmAccess access, boolean enabled) {
        changeWebClient(
                access, Map.of("enabled", enabled), "suspend or reopen the sign-in of a school");
        if (!enabled) {
            keycloak.post(provisioner(access), admin(access) + "/logout-all", Map.of())
                    .orRefused("end all sessions of a school");
        }
    }

    /**
     * Deletes a realm with all its accounts, for good.
     *
     * @return false when it was gone already
     * @throws Problem REALM_KEY_REFUSED when it is there and does not accept the key
     */
    public boolean deleteRealm(RealmAccess access) {
        // A token of before says nothing about whether the realm is still there.
        keycloak.forget(access.realm());
        if (!keycloak.opens(provisioner(access))) {
            if (keycloak.knows(access.realm())) {
                throw new Problem(RealmProblem.REALM_KEY_REFUSED, access.realm());
            }
            return false;
        }
        clearEvents(access);
        keycloak.delete(provisioner(access), admin(access), null, DELETION)
                .orRefused("delete the realm " + access.realm());
        return true;
    }

    /** Keycloak keeps the events of a deleted realm, with the names of people, and nobody sees. */
    private void clearEvents(RealmAccess access) {
        changeRealm(
                access,
                Map.of("eventsEnabled", false, "adminEventsEnabled", false),
                Map.of(),
                "stop recording events");
        for (String events : List.of("/events", "/admin-events")) {
            keycloak.delete(provisioner(access), admin(access) + events, null)
                    .orRefused("clear the events of the realm " + access.realm());
        }
    }

    private void align(RealmAccess access, RealmSpec spec, RealmSecrets secrets) {
        changeRealm(
                access,
                RealmDocument.settings(spec),
                RealmDocument.attributes(spec),
                "change the realm's settings");
        keycloak.post(
                        provisioner(access),
                        admin(access) + "/localization/" + Locale.ENGLISH.getLanguage(),
                        spec.brand().texts())
                .orRefused("change the look of mails");
        Map<String, Object> web = RealmDocument.web(spec, secrets);
        // A suspended school stays so.
        web.remove("enabled");
        changeWebClient(access, web, "change the sign-in client");
    }

    private void changeRealm(
            RealmAccess access,
            Map<String, Object> settings,
            Map<String, String> attributes,
            String task) {
        JsonNode current = keycloak.get(provisioner(access), admin(access)).orRefused(task).body();
        writeRealm(access, current, settings, attributes, task);
    }

    /** Realm attributes are replaced as a whole by a PUT: read, merge, write. */
    private void writeRealm(
            RealmAccess access,
            JsonNode current,
            Map<String, Object> settings,
            Map<String, String> attributes,
            String task) {
        Map<String, String> merged = texts(current.path("attributes"));
        merged.putAll(attributes);
        Map<String, Object> changed = new LinkedHashMap<>(settings);
        changed.put("realm", access.realm());
        changed.put("attributes", merged);
        keycloak.put(provisioner(access), admin(access), changed).orRefused(task);
    }

    private void changeWebClient(RealmAccess access, Map<String, Object> changes, String task) {
        JsonNode current =
                keycloak.get(
                                provisioner(access),
                                admin(access) + "/clients?clientId=" + RealmDocument.WEB)
                        .orRefused(task)
                        .body()
                        .path(0);
        Map<String, Object> changed = new LinkedHashMap<>(changes);
        // Mappers are written by the creation only: a PUT would add them a second time.
        changed.remove("protocolMappers");
        changed.put("clientId", RealmDocument.WEB);
        if (changes.get("attributes") instanceof Map<?, ?> attributes) {
            Map<String, String> merged = texts(current.path("attributes"));
            attributes.forEach((key, value) -> merged.put((String) key, (String) value));
            changed.put("attributes", merged);
        }
        keycloak.put(
                        provisioner(access),
                        admin(access) + "/clients/" + current.path("id").asText(),
                        changed)
                .orRefused(task);
    }

    private RealmPerson createUser(RealmAccess access, Invitation invitation) {
        Map<String, Object> user = new LinkedHashMap<>();
        user.put("username", invitation.email().toLowerCase(Locale.ROOT));
        user.put("email", invitation.email());
        user.put("firstName", invitation.givenName());
        user.put("lastName", invitation.familyName());
        user.put("enabled", true);
        user.put("requiredActions", List.of("UPDATE_PASSWORD", "VERIFY_EMAIL"));
        user.put("attributes", Map.of("locale", List.of(invitation.locale().getLanguage())));
        Answer created = keycloak.post(provisioner(access), admin(access) + "/users", user);
        if (created.status() == 400) {
            throw new Problem(RealmProblem.PERSON_REFUSED);
        }
        // 409: a twin of this job was faster. Whoever made it, it is there now.
        if (created.status() != 409) {
            created.orRefused("create an account");
        }
        return findUser(access, invitation.email())
                .orElseThrow(() -> new Problem(RealmProblem.PERSON_NOT_IN_REALM));
    }

    private void addRoles(RealmAccess access, String subject, Set<SchoolRole> roles) {
        give(access, subject, roles, directRoles(access, subject).keySet());
    }

    private void give(RealmAccess access, String subject, Set<SchoolRole> roles, Set<String> held) {
        List<JsonNode> missing = new ArrayList<>();
        for (SchoolRole role : new TreeSet<>(roles)) {
            if (!held.contains(role.claim())) {
                missing.add(
                        keycloak.get(provisioner(access), admin(access) + "/roles/" + role.claim())
                                .orRefused("find the role " + role.claim())
                                .body());
            }
        }
        if (!missing.isEmpty()) {
            keycloak.post(
                            provisioner(access),
                            user(access, subject) + "/role-mappings/realm",
                            missing)
                    .orRefused("give roles");
        }
    }

    private Map<String, JsonNode> directRoles(RealmAccess access, String subject) {
        Answer held =
                keycloak.get(provisioner(access), user(access, subject) + "/role-mappings/realm");
        if (held.status() == 404) {
            throw new Problem(RealmProblem.PERSON_NOT_IN_REALM);
        }
        return stream(held.orRefused("read roles").body())
                .collect(Collectors.toMap(role -> role.path("name").asText(), role -> role));
    }

    private String requiredUser(RealmAccess access, String subject) {
        String path = user(access, subject);
        if (keycloak.get(provisioner(access), path).status() == 404) {
            throw new Problem(RealmProblem.PERSON_NOT_IN_REALM);
        }
        return path;
    }

    private static RealmPerson person(JsonNode user) {
        String name =
                (user.path("firstName").asText("") + ' ' + user.path("lastName").asText(""))
                        .strip();
        return new RealmPerson(
                user.path("id").asText(),
                user.path("email").asText(),
                name,
                user.path("emailVerified").asBoolean(),
                user.path("enabled").asBoolean(),
                stream(user.path("requiredActions"))
                        .map(JsonNode::asText)
                        .collect(Collectors.toSet()));
    }

    private static Stream<JsonNode> stream(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    private static Map<String, String> texts(JsonNode object) {
        Map<String, String> texts = new LinkedHashMap<>();
        object.properties().forEach(e -> texts.put(e.getKey(), e.getValue().asText()));
        return texts;
    }

    private static Account provisioner(RealmAccess access) {
        return new Account(access.realm(), RealmDocument.PROVISIONER, access.provisionerSecret());
    }

    private static String admin(RealmAccess access) {
        return "/admin/realms/" + access.realm();
    }

    private static String user(RealmAccess access, String subject) {
        return admin(access) + "/users/" + encoded(subject);
    }

    private static URI withoutSlash(URI address) {
        String text = address.toString();
        return text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : address;
    }
}
