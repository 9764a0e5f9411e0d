package io.lyceum.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.MessageDigest;
import java.security.Signature;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/** A developer brings a plugin from upload to school, and schools say what they think of it. */
@Isolated
class MarketplaceIT {

    private static final String PASSWORD = "correct-Horse-7";

    private final SampleSchool school = TwoSchools.ready().b;
    private final Api owner = school.as("OWNER");
    private final Api platform = Stack.platform();
    private final String run = Long.toString(System.nanoTime(), 36);

    /** Somebody new at the platform, asked in by its administrator. */
    private Api developer(String name) {
        String email = name + "-" + run + "@example.org";
        Forms admin = new Forms(Stack.platformUrl(), platform.token().get());
        admin.post(
                        "/platform/plugins/publishers/invite",
                        Map.of("email", List.of(email), "name", List.of(name)),
                        "text/html")
                .expect(303);
        Mail.await(email, "the invitation", mail -> mail.link("action-token").isPresent());
        Stack.RUNNING.account("platform", email, name, PASSWORD);
        return new Api(Stack.platformUrl(), () -> Stack.token("platform", email, PASSWORD));
    }

    private String publisher(Api developer, String name) {
        String id = name + "-" + run;
        developer
                .post(
                        "/publishing/publishers",
                        Map.of(
                                "id",
                                id,
                                "name",
                                "Tools of " + name,
                                "email",
                                id + "@example.org",
                                "website",
                                "https://example.org"))
                .expect(201);
        return id;
    }

    /** The bundled quiz as a plugin of somebody else; the note makes it another archive. */
    private static byte[] archive(String id, String publisher, String note) {
        return SamplePlugin.quiz(
                id,
                descriptor -> descriptor.replaceFirst("publisher: \\S+", "publisher: " + publisher),
                Map.of("note.txt", note));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String signed(byte[] archive, String id, String publisher, KeyPair keys) {
        try {
            String sha256 =
                    HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(archive));
            Signature signature = Signature.getInstance("Ed25519");
            signature.initSign(keys.getPrivate());
            signature.update(
                    ("lyceum-plugin-v1\n" + id + "\n1.0.0\n" + publisher + "\n" + sha256 + "\n")
                            .getBytes(StandardCharsets.UTF_8));
            return URLEncoder.encode(
                    Base64.getEncoder().encodeToString(signature.sign()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Answer upload(
            Api developer, String publisher, byte[] archive, String parameters) {
        return developer.upload(
                "/publishing/publishers/" + publisher + "/versions/files" + parameters, archive);
    }

    private static String at(String publisher, String plugin) {
        return "/publishing/publishers/" + publisher + "/versions/" + plugin + "/1.0.0";
    }

    private Answer move(String plugin, String state, String reason) {
        return platform.post(
                "/platform/plugins/" + plugin + "/1.0.0/state",
                Map.of("state", state, "reason", reason));
    }

    private static String state(Answer answer) {
        return answer.json().path("state").asText();
    }

    private boolean queued(String plugin) {
        for (JsonNode one : platform.get("/platform/plugins?state=IN_REVIEW").expect(200).json()) {
            if (one.path("plugin").asText().equals(plugin)) {
                return true;
            }
        }
        return false;
    }

    private String published(Api developer, String publisher, String name) {
        String plugin = name + "-" + run;
        upload(developer, publisher, archive(plugin, publisher, "1"), "").expect(201);
        developer.post(at(publisher, plugin) + "/submit", Map.of()).expect(200);
        move(plugin, "PUBLISHED", "").expect(200);
        return plugin;
    }

    private Answer install(Api by, String plugin) {
        return by.post("/plugins", Map.of("plugin", plugin, "version", "1.0.0"));
    }

    @Test
    void aVersionGoesFromUploadByWayOfAReviewToASchool() {
        Api developer = developer("ada");
        String publisher = publisher(developer, "ada");
        String plugin = "notes-" + run;
        byte[] first = archive(plugin, publisher, "1");

        Answer uploaded = upload(developer, publisher, first, "?changelog=The+first").expect(201);
        assertEquals("SCANNED", state(uploaded));
        assertEquals("NOBODY", uploaded.json().path("signedBy").asText());
        JsonNode seen = developer.get(at(publisher, plugin)).expect(200).json();
        assertTrue(seen.path("scan").path("classes").asInt() > 0, seen.toString());
        assertFalse(queued(plugin));
        move(plugin, "PUBLISHED", "").expect(409);

        assertEquals(
                "IN_REVIEW",
                state(developer.post(at(publisher, plugin) + "/submit", Map.of()).expect(200)));
        assertTrue(queued(plugin));
        upload(developer, publisher, archive(plugin, publisher, "2"), "").expect(409);
        owner.get("/plugin-directory/" + plugin).expect(404);
        install(owner, plugin).expect(404);

        move(plugin, "CHANGES_REQUESTED", " ").expect(422);
        move(plugin, "CHANGES_REQUESTED", "Say why it keeps attempts.").expect(200);
        Mail.await(
                publisher + "@example.org",
                "what has to change",
                mail -> mail.says("keeps attempts"));
        assertEquals(
                "SCANNED",
                state(
                        upload(developer, publisher, archive(plugin, publisher, "3"), "")
                                .expect(201)));
        developer.post(at(publisher, plugin) + "/submit", Map.of()).expect(200);
        assertEquals("PUBLISHED", state(move(plugin, "PUBLISHED", "").expect(200)));
        upload(developer, publisher, archive(plugin, publisher, "4"), "").expect(409);

        assertTrue(
                owner.get("/plugin-directory?q=" + publisher).expect(200).body().contains(plugin));
        Map<String, String> once = Map.of("Idempotency-Key", "install-" + run);
        Map<String, Object> wanted = Map.of("plugin", plugin, "version", "1.0.0");
        owner.post("/plugins", wanted, once).expect(201);
        assertEquals(
                "true",
                owner.post("/plugins", wanted, once)
                        .expect(201)
                        .header("Idempotent-Replayed")
                        .orElseThrow());
        assertEquals(
                "ENABLED",
                owner.get("/plugins/" + plugin).expect(200).json().path("state").asText());

        move(plugin, "REVOKED", "It phones home.").expect(200);
        assertEquals(
                "REVOKED",
                owner.get("/plugins/" + plugin).expect(200).json().path("versionState").asText());
        owner.post("/plugins/" + plugin + "/enable", Map.of()).expect(409);
        owner.send("DELETE", "/plugins/" + plugin, Map.of(), "").expect(422);
        owner.send("DELETE", "/plugins/" + plugin + "?confirm=" + plugin, Map.of(), "").expect(204);
    }

    @Test
    void aSignatureCountsWhileItsKeyDoes() {
        Api developer = developer("boris");
        String publisher = publisher(developer, "boris");
        String plugin = "cards-" + run;
        byte[] archive = archive(plugin, publisher, "1");
        KeyPair keys = keys();
        String signature = "?signature=" + signed(archive, plugin, publisher, keys);

        upload(developer, publisher, archive, signature).expect(422);
        developer
                .post(
                        "/publishing/publishers/" + publisher + "/keys",
                        Map.of("name", "release", "key", "no key"))
                .expect(422);
        String key =
                Api.id(
                        developer
                                .post(
                                        "/publishing/publishers/" + publisher + "/keys",
                                        Map.of(
                                                "name",
                                                "release",
                                                "key",
                                                Base64.getEncoder()
                                                        .encodeToString(
                                                                keys.getPublic().getEncoded())))
                                .expect(201));
        Answer taken = upload(developer, publisher, archive, signature).expect(201);
        assertEquals("PUBLISHER", taken.json().path("signedBy").asText());
        assertEquals("WORKER", taken.json().path("runs").asText());

        developer
                .send(
                        "DELETE",
                        "/publishing/publishers/" + publisher + "/keys/" + key,
                        Map.of(),
                        "")
                .expect(204);
        byte[] next = archive(plugin, publisher, "2");
        upload(developer, publisher, next, "?signature=" + signed(next, plugin, publisher, keys))
                .expect(422);
    }

    @Test
    void aPublisherIsThereForItsOwnPeopleAlone() {
        Api carla = developer("carla");
        Api dmitri = developer("dmitri");
        String hers = publisher(carla, "carla");
        String plugin = published(carla, hers, "hers");

        dmitri.post(
                        "/publishing/publishers",
                        Map.of("id", hers, "name", "D", "email", "d@example.org"))
                .expect(409);
        dmitri.post(
                        "/publishing/publishers",
                        Map.of("id", "lyceum", "name", "D", "email", "d@example.org"))
                .expect(409);
        dmitri.get("/publishing/publishers/" + hers).expect(404);
        dmitri.get(at(hers, plugin)).expect(404);
        upload(dmitri, hers, archive("x-" + run, hers, "1"), "").expect(404);
        String his = publisher(dmitri, "dmitri");
        dmitri.get(at(his, plugin)).expect(404);
        upload(dmitri, his, archive("x-" + run, hers, "1"), "").expect(422);
        upload(dmitri, his, archive(plugin, his, "1"), "").expect(409);
        dmitri.get("/platform/plugins").expect(403);

        platform.post("/platform/publishers/" + his + "/suspend", Map.of()).expect(200);
        upload(dmitri, his, archive("y-" + run, his, "1"), "").expect(409);
        platform.post("/platform/publishers/" + his + "/activate", Map.of()).expect(200);
        upload(dmitri, his, archive("y-" + run, his, "1"), "").expect(201);
    }

    @Test
    void aDeveloperWorksOnPagesOfTheirOwn() {
        Api developer = developer("eva");
        Forms pages = new Forms(Stack.platformUrl(), developer.token().get());

        assertTrue(
                pages.get("/platform/publishing")
                        .expect(200)
                        .body()
                        .contains("Register a publisher"));
        pages.get("/platform").expect(403);
        pages.get("/platform/plugins").expect(403);
        String id = "eva-" + run;
        assertTrue(
                pages.post(
                                "/platform/publishing/publishers",
                                Map.of(
                                        "id", List.of("Not an id"),
                                        "name", List.of("Eva's tools"),
                                        "email", List.of("eva@example.org")),
                                "text/html")
                        .expect(422)
                        .body()
                        .contains("Eva&#39;s tools"));
        pages.post(
                        "/platform/publishing/publishers",
                        Map.of(
                                "id", List.of(id),
                                "name", List.of("Eva's tools"),
                                "email", List.of("eva@example.org")),
                        "text/html")
                .expect(303);
        upload(developer, id, archive("eva-cards-" + run, id, "1"), "").expect(201);
        String version =
                "/platform/publishing/publishers/" + id + "/versions/eva-cards-" + run + "/1.0.0";
        assertTrue(pages.get(version).expect(200).body().contains("Hand in for review"));
        pages.post(version + "/submit", Map.of(), "text/html").expect(303);
        assertTrue(pages.get(version).expect(200).body().contains("In review"));

        Forms admin = new Forms(Stack.platformUrl(), platform.token().get());
        assertTrue(admin.get("/platform/plugins").expect(200).body().contains("eva-cards-" + run));
        String review =
                admin.get("/platform/plugins/eva-cards-" + run + "/1.0.0").expect(200).body();
        assertTrue(review.contains("Approve and publish"), review);
        assertTrue(review.contains("The first version of this plugin"), review);
    }

    @Test
    void schoolsRateWhatTheyHaveAndNobodyLearnsWhoTheyAre() {
        Api developer = developer("fay");
        String publisher = publisher(developer, "fay");
        String plugin = published(developer, publisher, "rated");
        SampleSchool other = TwoSchools.ready().a;
        install(owner, plugin).expect(201);

        owner.send("PUT", "/plugins/" + plugin + "/rating", Map.of(), "{\"stars\":6}").expect(422);
        other.as("OWNER")
                .send("PUT", "/plugins/" + plugin + "/rating", Map.of(), "{\"stars\":1}")
                .expect(409);
        owner.send("PUT", "/plugins/" + plugin + "/rating", Map.of(), "{\"stars\":2}").expect(200);
        String rating =
                Api.id(
                        owner.send(
                                        "PUT",
                                        "/plugins/" + plugin + "/rating",
                                        Map.of(),
                                        "{\"stars\":4,\"text\":\"Does what it says.\"}")
                                .expect(200));

        JsonNode seen = other.as("OWNER").get("/plugin-directory/" + plugin).expect(200).json();
        assertEquals(4.0, seen.path("plugin").path("stars").asDouble());
        assertEquals(1, seen.path("plugin").path("ratings").asInt());
        assertFalse(seen.toString().contains(school.mark), seen.toString());
        assertFalse(seen.path("ratings").get(0).path("own").asBoolean());
        assertTrue(
                platform.get("/platform/plugin-ratings")
                        .expect(200)
                        .body()
                        .contains(school.id.toString()));

        String answer = "/publishing/publishers/" + publisher + "/ratings/" + rating + "/answer";
        developer.post(answer, Map.of("text", "Thank you.")).expect(200);
        developer.post(answer, Map.of("text", "And again.")).expect(409);
        String page =
                new Forms(school.origin(), school.token("ADMIN"))
                        .get("/manage/plugins/" + plugin)
                        .expect(200)
                        .body();
        assertTrue(page.contains("Thank you."), page);

        platform.post("/platform/plugin-ratings/" + rating + "/hide", Map.of()).expect(200);
        assertEquals(
                0,
                owner.get("/plugin-directory/" + plugin)
                        .expect(200)
                        .json()
                        .path("plugin")
                        .path("ratings")
                        .asInt());
        platform.post("/platform/plugin-ratings/" + rating + "/show", Map.of()).expect(200);
        owner.send("DELETE", "/plugins/" + plugin + "/rating", Map.of(), "").expect(204);
        owner.send("DELETE", "/plugins/" + plugin + "/rating", Map.of(), "").expect(404);
    }

    private static byte[] png(int width, int height) {
        try (ByteArrayOutputStream out = new ByteArrayOutputStream()) {
            ImageIO.write(new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB), "png", out);
            return out.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aPublisherShowsItsPluginWithPictures() {
        Api developer = developer("gil");
        String publisher = publisher(developer, "gil");
        String plugin = published(developer, publisher, "shown");
        String path = "/publishing/publishers/" + publisher + "/plugins/" + plugin;

        developer
                .send("PUT", path + "/listing", Map.of(), "{\"website\":\"javascript:x\"}")
                .expect(422);
        developer
                .send(
                        "PUT",
                        path + "/listing",
                        Map.of(),
                        "{\"about\":{\"en\":\"Zebrafinch cards.\"},\"categories\":[\"TOOLS\"],"
                                + "\"support\":\"help@example.org\"}")
                .expect(200);
        developer.upload(path + "/pictures/files?kind=ICON", png(80, 60)).expect(422);
        developer.upload(path + "/pictures/files?kind=ICON", png(80, 80)).expect(201);
        developer
                .upload(
                        path + "/pictures/files?caption=Text",
                        "<svg/>".getBytes(StandardCharsets.UTF_8))
                .expect(422);
        developer.upload(path + "/pictures/files", png(300, 200)).expect(422);
        JsonNode shot =
                developer
                        .upload(path + "/pictures/files?caption=A+deck", png(300, 200))
                        .expect(201)
                        .json();

        Answer served = Stack.get(school.origin() + shot.path("path").asText(), Map.of());
        assertEquals("image/png", served.expect(200).header("Content-Type").orElseThrow());
        assertEquals("nosniff", served.header("X-Content-Type-Options").orElseThrow());
        JsonNode seen = owner.get("/plugin-directory/" + plugin).expect(200).json();
        assertEquals(1, seen.path("listing").path("screenshots").size());
        assertTrue(
                owner.get("/plugin-directory?q=zebrafinch&category=tools")
                        .expect(200)
                        .body()
                        .contains(plugin));
        assertFalse(
                owner.get("/plugin-directory?category=sales").expect(200).body().contains(plugin));
        String page =
                new Forms(school.origin(), school.token("ADMIN"))
                        .get("/manage/plugins/" + plugin)
                        .expect(200)
                        .body();
        assertTrue(page.contains("Zebrafinch cards."), page);
        assertTrue(page.contains(shot.path("path").asText()), page);

        developer
                .send("DELETE", path + "/pictures/" + shot.path("id").asText(), Map.of(), "")
                .expect(204);
        Stack.get(school.origin() + shot.path("path").asText(), Map.of()).expect(404);
    }
}
