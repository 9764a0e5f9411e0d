package com.example.probe;

import io.lyceum.plugin.PluginContext;
import io.lyceum.plugin.Storage;
import io.lyceum.plugin.privacy.PrivacyProvider;
import java.util.List;
import java.util.Map;

/** A provider that keeps the contract, and one that does not. */
public final class Privacy {

    private Privacy() {}

    private static List<Storage.Entry> of(PluginContext context, String person) {
        return context.storage("ledger").list("", null, 200).stream()
                .filter(entry -> person.equals(entry.value().get("person")))
                .toList();
    }

    /** Forgets. */
    public static final class Good implements PrivacyProvider {
        @Override
        public PersonData export(PluginContext context, PersonRequest request) {
            return new PersonData(
                    of(context, request.person()).stream().map(Storage.Entry::value).toList());
        }

        @Override
        public Erased erase(PluginContext context, PersonRequest request) {
            List<Storage.Entry> entries = of(context, request.person());
            entries.forEach(entry -> context.storage("ledger").delete(entry.key()));
            return new Erased(entries.size(), List.of());
        }
    }

    /** Gives everybody's, and forgets nobody. */
    public static final class Bad implements PrivacyProvider {
        @Override
        public PersonData export(PluginContext context, PersonRequest request) {
            return new PersonData(
                    context.storage("ledger").list("", null, 200).stream()
                            .map(Storage.Entry::value)
                            .toList());
        }

        @Override
        public Erased erase(PluginContext context, PersonRequest request) {
            context.storage("ledger").put("asked", Map.of("person", request.person()));
            return new Erased(1, List.of());
        }
    }
}
