package io.lyceum.plugins.internal;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.servlet.ServletContext;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The files that the application itself came with. */
@ApplicationScoped
public class ServerFiles {

    private volatile @Nullable ServletContext application;

    /** The event is the application; an injected one would need a request. */
    void start(@Observes @Priority(1) @Initialized(ApplicationScoped.class) Object event) {
        if (event instanceof ServletContext started) {
            application = started;
        }
    }

    /** Lists the files of a folder such as {@code /WEB-INF/lib/}; empty when there is none. */
    public Set<String> in(String folder) {
        ServletContext known = application;
        Set<String> paths = known == null ? null : known.getResourcePaths(folder);
        return paths == null ? Set.of() : new TreeSet<>(paths);
    }

    /** Opens a file; the caller closes it. */
    public InputStream open(String path) throws IOException {
        ServletContext known = application;
        InputStream content = known == null ? null : known.getResourceAsStream(path);
        if (content == null) {
            throw new FileNotFoundException(path);
        }
        return content;
    }
}
