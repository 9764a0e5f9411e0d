package io.lyceum.plugins;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.util.Set;
import java.util.stream.Collectors;

/** What a school agrees to when it installs a plugin. */
public record Consent(Set<String> scopes, Set<String> hosts) {

    public Consent {
        scopes = Set.copyOf(scopes);
        hosts = Set.copyOf(hosts);
    }

    /** All that a descriptor asks for. */
    public static Consent of(Descriptor descriptor) {
        return new Consent(
                descriptor.scopes().stream()
                        .map(Descriptor.Scope::scope)
                        .collect(Collectors.toSet()),
                descriptor.egress().stream()
                        .map(Descriptor.Egress::host)
                        .collect(Collectors.toSet()));
    }
}
