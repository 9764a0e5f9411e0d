package io.lyceum.plugins.scorm;

import io.lyceum.plugin.runtime.Codec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.mozilla.javascript.Context;
import org.mozilla.javascript.Function;
import org.mozilla.javascript.Script;
import org.mozilla.javascript.Scriptable;
import org.mozilla.javascript.ScriptableObject;

/** Runs {@code web/scorm.js} as it is in a page without a browser. */
final class Browser {

    private static final Script ADAPTER =
            compiled(
                    "(function () {\n" + read("/web/scorm.js") + "\n}).call({window: window});",
                    "scorm.js");
    private static final Script PAGE = compiled(read("/page.js"), "page.js");

    private final Scriptable scope;
    private final String version;

    private Browser(String version) {
        this.version = version;
        this.scope = in(Context::initStandardObjects);
        in(context -> PAGE.exec(context, scope));
    }

    /** A page whose package is told nothing but its version. */
    static Browser open(String version) {
        return open(version, Map.of());
    }

    /** A page whose package finds these values. */
    static Browser open(String version, Map<String, String> values) {
        return page(version)
                .load(
                        Map.of(
                                "version",
                                version,
                                "activity",
                                "activity-1",
                                "learner",
                                "learner-1",
                                "part",
                                "part-1",
                                "launch",
                                1,
                                "values",
                                values));
    }

    /** A page without the adapter. */
    static Browser page(String version) {
        return new Browser(version);
    }

    Browser load(Map<String, Object> data) {
        String json = new String(Codec.bytes(data), StandardCharsets.UTF_8);
        ScriptableObject.putProperty(scope, "json", json);
        run("window.lyceum.data = JSON.parse(json);");
        in(context -> ADAPTER.exec(context, scope));
        return this;
    }

    boolean is2004() {
        return version.equals("2004");
    }

    String begin() {
        return call(is2004() ? "Initialize" : "LMSInitialize", "");
    }

    String end() {
        return call(is2004() ? "Terminate" : "LMSFinish", "");
    }

    String commit() {
        return call(is2004() ? "Commit" : "LMSCommit", "");
    }

    String get(String element) {
        return call(is2004() ? "GetValue" : "LMSGetValue", element);
    }

    String set(String element, String value) {
        return call(is2004() ? "SetValue" : "LMSSetValue", element, value);
    }

    String error() {
        return call(is2004() ? "GetLastError" : "LMSGetLastError");
    }

    String diagnostic(String code) {
        return call(is2004() ? "GetDiagnostic" : "LMSGetDiagnostic", code);
    }

    String errorString(String code) {
        return call(is2004() ? "GetErrorString" : "LMSGetErrorString", code);
    }

    String call(String name, Object... arguments) {
        return in(
                context -> {
                    Scriptable window = (Scriptable) scope.get("window", scope);
                    Scriptable api =
                            (Scriptable)
                                    ScriptableObject.getProperty(
                                            window, is2004() ? "API_1484_11" : "API");
                    Function function = (Function) ScriptableObject.getProperty(api, name);
                    Object answer = function.call(context, scope, api, arguments);
                    if (!(answer instanceof CharSequence)) {
                        throw new AssertionError(name + " answered no text: " + answer);
                    }
                    return answer.toString();
                });
    }

    /** Runs a script and gives what it ends with, as text. */
    String run(String script) {
        return in(
                context ->
                        Context.toString(context.evaluateString(scope, script, "script", 1, null)));
    }

    /** Runs a script that ends with an object. */
    Map<String, Object> object(String expression) {
        return Codec.object(
                Codec.parse(
                        run("JSON.stringify(" + expression + ")")
                                .getBytes(StandardCharsets.UTF_8)));
    }

    /** What was sent, or left as beacons, oldest first. */
    List<Map<String, Object>> list(String name) {
        return Json.maps(object("{all: " + name + "}").get("all"));
    }

    private static Script compiled(String text, String name) {
        return in(context -> context.compileString(text, name, 1, null));
    }

    private static <T> T in(java.util.function.Function<Context, T> work) {
        try (Context context = Context.enter()) {
            context.setLanguageVersion(Context.VERSION_ES6);
            context.setInterpretedMode(true);
            return work.apply(context);
        }
    }

    static String read(String resource) {
        try (InputStream in = Browser.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("there is no " + resource);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
