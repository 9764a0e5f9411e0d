package io.lyceum.server;

import io.lyceum.identity.CurrentPerson;
import io.lyceum.identity.SignIn;
import io.lyceum.identity.web.Doorkeepers;
import io.lyceum.shared.web.Doors;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolHosts;
import io.lyceum.tenancy.SchoolId;
import jakarta.servlet.Filter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;

/**
 * The product's own two filters in this JVM, without server, database and realm: behind them stand
 * two addresses that tell which school and whom the filters let in.
 */
final class LocalDoor implements DoorProbes.Door {

    private final Filter school;
    private final Filter person;
    private final Map<SchoolId, String> marks;

    LocalDoor(SchoolHosts schools, SignIn signIn, Map<SchoolId, String> marks) {
        this.school = Doors.over(schools);
        this.person = Doorkeepers.with(signIn);
        this.marks = marks;
    }

    @Override
    public Answer knock(String host, String path, Map<String, String> headers) {
        StringBuilder body = new StringBuilder();
        int[] status = {200};
        HttpServletRequest request = request(host, path, headers);
        HttpServletResponse response = response(status);
        FilterChain inside = (req, res) -> status[0] = answer(path, body);
        try {
            school.doFilter(request, response, (req, res) -> person.doFilter(req, res, inside));
        } catch (IOException | ServletException e) {
            throw new IllegalStateException(e);
        }
        return new Answer(
                host + path,
                status[0],
                HttpHeaders.of(Map.of(), (name, value) -> true),
                body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private int answer(String path, StringBuilder body) {
        if (path.equals(DoorProbes.OPEN)) {
            body.append(marks.get(CurrentSchool.bound().orElseThrow()));
            return 200;
        }
        Optional<CurrentPerson.SignedIn> who = new CurrentPerson().session();
        who.ifPresent(signedIn -> body.append(signedIn.person().email()));
        return who.isPresent() ? 200 : 401;
    }

    private static HttpServletRequest request(
            String host, String path, Map<String, String> headers) {
        String cookie = headers.getOrDefault("Cookie", "");
        return fake(
                HttpServletRequest.class,
                (proxy, method, args) ->
                        switch (method.getName()) {
                            case "getMethod" -> "GET";
                            case "getRequestURI" -> path;
                            case "getRemoteAddr" -> "127.0.0.1";
                            case "getHeader" ->
                                    args[0].equals("Host") ? host : headers.get((String) args[0]);
                            case "getCookies" ->
                                    cookie.isEmpty()
                                            ? null
                                            : new Cookie[] {
                                                new Cookie(
                                                        cookie.split("=", 2)[0],
                                                        cookie.split("=", 2)[1])
                                            };
                            default -> nothing(method.getReturnType());
                        });
    }

    private static HttpServletResponse response(int[] status) {
        return fake(
                HttpServletResponse.class,
                (proxy, method, args) -> {
                    if (method.getName().equals("setStatus")) {
                        status[0] = (int) args[0];
                    }
                    return nothing(method.getReturnType());
                });
    }

    private static Object nothing(Class<?> type) {
        return type == boolean.class
                ? (Object) false
                : type == int.class ? (Object) 0 : type == long.class ? (Object) 0L : null;
    }

    private static <T> T fake(Class<T> type, InvocationHandler handler) {
        return type.cast(
                Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }
}
