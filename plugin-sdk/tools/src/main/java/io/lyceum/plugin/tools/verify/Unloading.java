package io.lyceum.plugin.tools.verify;

import io.lyceum.plugin.runtime.CallFailed;
import io.lyceum.plugin.runtime.archive.PluginArchive;
import io.lyceum.plugin.runtime.loading.LoadedPlugin;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.ObjectName;
import org.pf4j.PluginClassLoader;

/**
 * Loads and unloads a plugin in this process and counts the class loaders that stay. One stays when
 * the plugin has left something behind: a thread, a shutdown hook, a value in a thread of the
 * host's.
 */
final class Unloading {

    private static final int TIMES = 20;
    private static final int LOOKS = 10;
    private static final Pattern LOADERS =
            Pattern.compile(
                    "(?m)^\\s*\\d+:\\s+(\\d+)\\s+\\d+\\s+"
                            + Pattern.quote(PluginClassLoader.class.getName())
                            + "(\\s|$)");

    private Unloading() {}

    static Check check(PluginArchive archive, Path scratch) throws IOException {
        try {
            long before = loaders();
            for (int i = 0; i < TIMES; i++) {
                LoadedPlugin.load(archive, scratch.resolve("lib")).close();
            }
            long left = loaders() - before;
            for (int i = 0; i < LOOKS && left > 0; i++) {
                Thread.sleep(100);
                left = loaders() - before;
            }
            return left == 0
                    ? Check.passed(CheckName.LEAKS, "loaded " + TIMES + " times, nothing left")
                    : Check.failed(
                            CheckName.LEAKS,
                            left
                                    + " of "
                                    + TIMES
                                    + " class loaders are left. Does an extension start threads, or"
                                    + " register something with the JDK, when it is made?");
        } catch (CallFailed e) {
            return Check.failed(CheckName.LEAKS, String.valueOf(e.getMessage()));
        } catch (JMException e) {
            return Check.leftOut(CheckName.LEAKS, "this JVM cannot count its objects");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Check.leftOut(CheckName.LEAKS, "interrupted");
        }
    }

    /** Counts what a full collection leaves. */
    private static long loaders() throws JMException {
        Object histogram =
                ManagementFactory.getPlatformMBeanServer()
                        .invoke(
                                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                                "gcClassHistogram",
                                new Object[] {new String[0]},
                                new String[] {String[].class.getName()});
        Matcher matcher = LOADERS.matcher(String.valueOf(histogram));
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }
}
