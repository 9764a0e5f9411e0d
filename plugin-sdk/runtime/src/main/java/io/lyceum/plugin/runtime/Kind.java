package io.lyceum.plugin.runtime;

import io.lyceum.plugin.ExtensionPoint;
import io.lyceum.plugin.activity.ActivityType;
import io.lyceum.plugin.connector.Connector;
import io.lyceum.plugin.content.ContentPackageHandler;
import io.lyceum.plugin.event.DomainEventListener;
import io.lyceum.plugin.job.ScheduledJob;
import io.lyceum.plugin.page.AdminPage;
import io.lyceum.plugin.page.SlotContent;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The kinds of things that a plugin can provide; in a descriptor in lower case. */
public enum Kind {
    ACTIVITY(ActivityType.class),
    PACKAGE(ContentPackageHandler.class),
    LISTENER(DomainEventListener.class),
    CONNECTOR(Connector.class),
    JOB(ScheduledJob.class),
    PAGE(AdminPage.class),
    SLOT(SlotContent.class),
    PRIVACY(PrivacyProvider.class);

    private final Class<? extends ExtensionPoint> type;
    private final Map<String, Operation> operations;

    Kind(Class<? extends ExtensionPoint> type) {
        this.type = type;
        Map<String, Operation> found = new TreeMap<>();
        for (var method : type.getMethods()) {
            found.put(method.getName(), Operation.of(method));
        }
        this.operations = Map.copyOf(found);
    }

    /** The extension point. */
    public Class<? extends ExtensionPoint> type() {
        return type;
    }

    /** The extension point's methods by their names. */
    public Map<String, Operation> operations() {
        return operations;
    }

    /** The name in descriptors. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Finds a kind by its name in descriptors. */
    public static Optional<Kind> of(String word) {
        for (Kind kind : values()) {
            if (kind.word().equals(word)) {
                return Optional.of(kind);
            }
        }
        return Optional.empty();
    }

    /** Finds the kind of an extension point. */
    public static Kind of(Class<? extends ExtensionPoint> type) {
        for (Kind kind : values()) {
            if (kind.type == type) {
                return kind;
            }
        }
        throw new IllegalArgumentException(type + " is no extension point");
    }
}
