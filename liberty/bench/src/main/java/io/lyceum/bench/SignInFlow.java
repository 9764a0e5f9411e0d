package io.lyceum.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Signs somebody in as a browser does: Lyceum, the realm's login page, the form, and back. The
 * realm's cookies are meant for secure origins, so they are carried by hand.
 */
final class SignInFlow {

    private static final Pattern FORM =
            Pattern.compile("<form[^>]*id=\"kc-form-login\"[^>]*action=\"([^\"]+)\"");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Target target;
    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(10))
                    .build();

    SignInFlow(Target target) {
        this.target = target;
    }

    /**
     * A journey's end.
     *
     * @param cookie value of the Cookie header that is somebody's session at the school
     * @param ours nanoseconds spent in Lyceum: beginning and coming back
     * @param realms nanoseconds spent in Keycloak
     */
    record Journey(String cookie, long ours, long realms) {}

    Journey signIn(String email) {
        String origin = "http://" + target.host();
        Map<String, String> here = new HashMap<>();
        Map<String, String> there = new HashMap<>();
        long start = System.nanoTime();
        HttpResponse<String> begun = send(here, get(origin + "/sign-in?return=%2Flearning"));
        long left = System.nanoTime();
        HttpResponse<String> form = send(there, get(location(begun)));
        Matcher action = FORM.matcher(form.body());
        if (!action.find()) {
            throw new IllegalStateException("No login form but status " + form.statusCode());
        }
        HttpResponse<String> admitted =
                send(
                        there,
                        post(
                                action.group(1).replace("&amp;", "&"),
                                form(
                                        Map.of(
                                                "username",
                                                email,
                                                "password",
                                                target.password(),
                                                "credentialId",
                                                ""))));
        long returned = System.nanoTime();
        HttpResponse<String> done = send(here, get(location(admitted)));
        long end = System.nanoTime();
        if (done.statusCode() / 100 != 3 || here.isEmpty()) {
            throw new IllegalStateException("Signing in ended with " + done.statusCode());
        }
        return new Journey(cookies(here), left - start + end - returned, returned - left);
    }

    /** A fresh access token for the API, by the client that development realms have for it. */
    String accessToken(String email) {
        HttpResponse<String> answer =
                send(
                        new HashMap<>(),
                        post(
                                "http://"
                                        + target.school()
                                        + ":"
                                        + target.keycloakPort()
                                        + "/realms/"
                                        + target.school()
                                        + "/protocol/openid-connect/token",
                                form(
                                        Map.of(
                                                "grant_type", "password",
                                                "client_id", "lyceum-devstack",
                                                "scope", "openid email profile",
                                                "username", email,
                                                "password", target.password()))));
        return json(answer).path("access_token").asText();
    }

    /**
     * Calls the API.
     *
     * @param path below {@code /api/v1}
     * @return what it answered; null in JSON for nothing
     */
    JsonNode api(String method, String path, String body, String token) {
        HttpResponse<String> answer =
                send(
                        new HashMap<>(),
                        local(URI.create("http://" + target.host() + "/api/v1" + path))
                                .header("Authorization", "Bearer " + token)
                                .header("Content-Type", "application/json")
                                .method(method, HttpRequest.BodyPublishers.ofString(body)));
        return answer.statusCode() == 204 ? JSON.nullNode() : json(answer);
    }

    /** How many bytes a page of the school has for a visitor. */
    int lengthOf(String path) {
        HttpResponse<String> page = send(new HashMap<>(), get("http://" + target.host() + path));
        if (page.statusCode() != 200) {
            throw new IllegalStateException(path + " answers " + page.statusCode());
        }
        return page.body().getBytes(StandardCharsets.UTF_8).length;
    }

    private static JsonNode json(HttpResponse<String> answer) {
        if (answer.statusCode() / 100 != 2) {
            throw new IllegalStateException(answer.statusCode() + " " + answer.body());
        }
        try {
            return JSON.readTree(answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String location(HttpResponse<String> answer) {
        return answer.headers()
                .firstValue("Location")
                .orElseThrow(
                        () ->
                                new IllegalStateException(
                                        "No redirect but status "
                                                + answer.statusCode()
                                                + " from "
                                                + answer.uri()));
    }

    private static String form(Map<String, String> fields) {
        StringBuilder body = new StringBuilder();
        fields.forEach(
                (name, value) ->
                        body.append(body.isEmpty() ? "" : "&")
                                .append(name)
                                .append('=')
                                .append(URLEncoder.encode(value, StandardCharsets.UTF_8)));
        return body.toString();
    }

    private static HttpRequest.Builder get(String url) {
        return local(URI.create(url)).GET();
    }

    private static HttpRequest.Builder post(String url, String form) {
        URI uri = URI.create(url);
        return local(uri)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .header("Origin", uri.getScheme() + "://" + uri.getAuthority())
                .POST(HttpRequest.BodyPublishers.ofString(form));
    }

    /**
     * Names below .localhost do not resolve in a JVM: the address is local, the header names it.
     */
    private static HttpRequest.Builder local(URI uri) {
        String path = uri.getRawPath() + (uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery());
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + uri.getPort() + path))
                .header("Host", uri.getAuthority())
                .header("Accept", "text/html,application/json")
                .timeout(Duration.ofSeconds(30));
    }

    private HttpResponse<String> send(Map<String, String> cookies, HttpRequest.Builder request) {
        if (!cookies.isEmpty()) {
            request.header("Cookie", cookies(cookies));
        }
        try {
            HttpResponse<String> answer =
                    http.send(request.build(), HttpResponse.BodyHandlers.ofString());
            List<String> set = answer.headers().allValues("Set-Cookie");
            for (String cookie : set) {
                String pair = cookie.split(";", 2)[0];
                int equals = pair.indexOf('=');
                if (pair.length() == equals + 1) {
                    cookies.remove(pair.substring(0, equals));
                } else {
                    cookies.put(pair.substring(0, equals), pair.substring(equals + 1));
                }
            }
            return answer;
        } catch (IOException e) {
            throw new IllegalStateException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String cookies(Map<String, String> cookies) {
        StringBuilder header = new StringBuilder();
        cookies.forEach(
                (name, value) ->
                        header.append(header.isEmpty() ? "" : "; ")
                                .append(name)
                                .append('=')
                                .append(value));
        return header.toString();
    }
}
