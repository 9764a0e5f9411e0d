package io.lyceum.plugins;

import io.lyceum.plugin.runtime.descriptor.Descriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a version asks for and keeps, compared with the version that schools had before.
 *
 * @param since that version; nothing for a plugin's first, of which all is new
 */
public record VersionDiff(
        Optional<String> since,
        List<Line<Descriptor.Scope>> scopes,
        List<Line<Descriptor.Egress>> hosts,
        List<Line<Descriptor.StorageDeclaration>> storages) {

    public VersionDiff {
        scopes = List.copyOf(scopes);
        hosts = List.copyOf(hosts);
        storages = List.copyOf(storages);
    }

    /** What became of something between two versions. */
    public enum Change {
        ADDED,
        /** Under the same name, and said otherwise. */
        CHANGED,
        KEPT,
        REMOVED
    }

    /**
     * One thing in both versions, or in one of them.
     *
     * @param before nothing when it is new
     * @param after nothing when it is gone
     */
    public record Line<T>(Change change, Optional<T> before, Optional<T> after) {

        /** As it is now, or as it was when it is gone. */
        public T known() {
            return after.or(() -> before).orElseThrow();
        }
    }

    /** Compares two versions; new and changed lines come first, those that are gone last. */
    public static VersionDiff between(Optional<Descriptor> before, Descriptor after) {
        return new VersionDiff(
                before.map(Descriptor::version),
                lines(
                        before.map(Descriptor::scopes).orElse(List.of()),
                        after.scopes(),
                        Descriptor.Scope::scope),
                lines(
                        before.map(Descriptor::egress).orElse(List.of()),
                        after.egress(),
                        Descriptor.Egress::host),
                lines(
                        before.map(Descriptor::storage).orElse(List.of()),
                        after.storage(),
                        Descriptor.StorageDeclaration::name));
    }

    private static <T> List<Line<T>> lines(
            List<T> before, List<T> after, Function<T, String> name) {
        List<Line<T>> lines = new ArrayList<>();
        for (T now : after) {
            Optional<T> was = named(before, name.apply(now), name);
            Change change =
                    was.isEmpty()
                            ? Change.ADDED
                            : was.get().equals(now) ? Change.KEPT : Change.CHANGED;
            lines.add(new Line<>(change, was, Optional.of(now)));
        }
        for (T was : before) {
            if (named(after, name.apply(was), name).isEmpty()) {
                lines.add(new Line<>(Change.REMOVED, Optional.of(was), Optional.empty()));
            }
        }
        lines.sort((one, other) -> one.change().compareTo(other.change()));
        return lines;
    }

    private static <T> Optional<T> named(List<T> all, String wanted, Function<T, String> name) {
        return all.stream().filter(one -> name.apply(one).equals(wanted)).findFirst();
    }

    /** Tells whether a school that has agreed to the version before has to agree anew. */
    public boolean asksForMore() {
        return scopes.stream().anyMatch(line -> line.change() == Change.ADDED)
                || hosts.stream().anyMatch(line -> line.change() == Change.ADDED);
    }
}
