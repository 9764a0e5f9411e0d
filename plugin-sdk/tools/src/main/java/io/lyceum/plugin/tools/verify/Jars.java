package io.lyceum.plugin.tools.verify;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.runtime.PluginRuntime;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.NullMarked;
import org.pf4j.PluginManager;
import org.slf4j.Logger;
import org.yaml.snakeyaml.Yaml;

/** Where classes of the SDK and of what it runs on come from. */
final class Jars {

    private Jars() {}

    /** The jar or folder of a class. */
    static Path of(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class path of a worker process, as the host has it. */
    static List<Path> ofWorker() {
        return List.of(
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
                .stream()
                .map(Jars::of)
                .toList();
    }
}
