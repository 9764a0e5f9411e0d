package io.lyceum.plugins.internal;

import com.fasterxml.jackson.databind.JsonNode;
import io.lyceum.plugin.PackageFiles;
import io.lyceum.plugin.runtime.Capabilities;
import io.lyceum.plugin.runtime.Codec;

/** The capability {@code files}, which only calls about a content package have. */
record PackageAnswers(PackageFiles files, Capabilities others) implements Capabilities {

    @Override
    public JsonNode use(String name, JsonNode arguments) {
        return switch (name) {
            case "files.list" -> Codec.tree(files.list());
            case "files.text" ->
                    Codec.tree(files.text(arguments.path("path").asText()).orElse(null));
            default -> others.use(name, arguments);
        };
    }
}
