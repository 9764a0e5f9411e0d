package io.lyceum.plugin.runtime.worker;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.runtime.PluginRuntime;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.pf4j.PluginManager;
import org.slf4j.Logger;
import org.yaml.snakeyaml.Yaml;

/**
 * How worker processes are started.
 *
 * @param java the program
 * @param classPath jars of the runtime, nothing else of the host
 * @param scratch a folder that only the host may enter
 * @param memoryMb heap of a process
 */
public record WorkerSettings(Path java, List<Path> classPath, Path scratch, int memoryMb) {

    public WorkerSettings {
        classPath = List.copyOf(classPath);
    }

    /**
     * Settings for a JVM whose class path has the jars in it, such as one that runs tests. The
     * worker gets the same jars and nothing else of that class path.
     */
    public static WorkerSettings ofThisClassPath(Path scratch, int memoryMb) {
        List<Path> jars =
                Stream.of(
                                ExtensionPoint.class,
                                PluginRuntime.class,
                                NullMarked.class,
                                PluginManager.class,
                                Logger.class,
                                JsonFactory.class,
                                ObjectMapper.class,
                                JsonProperty.class,
                                JavaTimeModule.class,
                                Yaml.class)
                        .map(WorkerSettings::jar)
                        .toList();
        return new WorkerSettings(
                Path.of(System.getProperty("java.home"), "bin", "java"), jars, scratch, memoryMb);
    }

    private static Path jar(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The same with another heap. */
    public WorkerSettings withMemory(int megabytes) {
        return new WorkerSettings(java, classPath, scratch, megabytes);
    }
}
