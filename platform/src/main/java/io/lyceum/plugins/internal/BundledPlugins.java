package io.lyceum.plugins.internal;

import io.lyceum.plugins.PluginIntake;
import io.lyceum.plugins.PluginVersion;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.CurrentSchool;
import io.lyceum.tenancy.SchoolId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Initialized;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Takes in, at the start, the plugins that come with the server. */
@ApplicationScoped
public class BundledPlugins {

    private static final Logger LOG = Logger.getLogger(BundledPlugins.class.getName());

    private final PluginIntake intake;
    private final ServerFiles files;
    private final CurrentSchool school;

    protected BundledPlugins() {
        this(null, null, null);
    }

    @Inject
    BundledPlugins(PluginIntake intake, ServerFiles files, CurrentSchool school) {
        this.intake = intake;
        this.files = files;
        this.school = school;
    }

    void take(@Observes @Priority(2000) @Initialized(ApplicationScoped.class) Object event) {
        for (String path : files.in("/WEB-INF/plugins/")) {
            try (InputStream archive = files.open(path)) {
                PluginVersion taken = school.call(SchoolId.PLATFORM, () -> intake.bundled(archive));
                LOG.log(Level.INFO, "plugin {0} is here", taken.descriptor().reference());
            } catch (IOException | Problem e) {
                // A snapshot that was built again has another digest under the same version.
                LOG.log(Level.WARNING, "plugin " + path + " was not taken in", e);
            }
        }
    }
}
