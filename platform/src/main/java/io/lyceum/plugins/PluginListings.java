package io.lyceum.plugins;

import io.lyceum.plugins.PluginListing.Category;
import io.lyceum.plugins.PluginListing.Kind;
import io.lyceum.plugins.PluginListing.Picture;
import io.lyceum.plugins.internal.CheckedPicture;
import io.lyceum.plugins.internal.ListingRows;
import io.lyceum.shared.files.FileHash;
import io.lyceum.shared.files.FileStore;
import io.lyceum.shared.files.ServedFile;
import io.lyceum.shared.persistence.Transactions;
import io.lyceum.shared.problem.Checks;
import io.lyceum.shared.problem.Problem;
import io.lyceum.tenancy.SchoolId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * What publishers say about their plugins, with pictures. Schools see it with the first version
 * that is published. Pictures lie among the platform's own files.
 */
@ApplicationScoped
public class PluginListings {

    /** Pictures besides the icon. */
    public static final int MOST_SCREENSHOTS = 6;

    /** The largest picture, in bytes. */
    public static final int LARGEST_PICTURE = CheckedPicture.LARGEST;

    private static final int LONGEST_ABOUT = 6000;

    private final ListingRows rows;
    private final FileStore store;
    private final Transactions transactions;

    protected PluginListings() {
        this(null, null, null);
    }

    @Inject
    PluginListings(ListingRows rows, FileStore store, Transactions transactions) {
        this.rows = rows;
        this.store = store;
        this.transactions = transactions;
    }

    /** Reads the listing of a plugin; one that says nothing when there is none. */
    public PluginListing of(String plugin) {
        return transactions.call(() -> rows.find(plugin)).orElse(PluginListing.nothing(plugin));
    }

    /** Reads all listings, by plugin. */
    public Map<String, PluginListing> all() {
        return transactions.call(rows::all);
    }

    /**
     * Changes the words of a listing; pictures stay.
     *
     * @param about by language tag
     * @throws Problem INVALID_INPUT
     */
    public PluginListing change(
            String plugin,
            Map<String, String> about,
            Set<Category> categories,
            String website,
            String support) {
        String site = plain(website);
        String help = plain(support);
        new Checks()
                .atMost(about.get("en"), "about_en", LONGEST_ABOUT)
                .atMost(about.get("ru"), "about_ru", LONGEST_ABOUT)
                .that(categories.size() <= 3, "categories", "Choose at most three.")
                .that(
                        site.isEmpty() || site.length() <= 300 && web(site),
                        "website",
                        "Begin with https://")
                .that(
                        help.isEmpty()
                                || help.length() <= 300
                                        && (web(help) || help.matches("[^@\\s<>\"]+@[^@\\s<>\"]+")),
                        "support",
                        "Write a mail address, or a web address beginning with https://")
                .done();
        transactions.run(() -> rows.change(plugin, about, categories, site, help));
        return of(plugin);
    }

    private static String plain(String text) {
        return text == null ? "" : text.strip();
    }

    private static boolean web(String text) {
        return text.matches("https?://[^\\s\"<>]+");
    }

    /**
     * Adds a picture; an icon takes the place of the one before.
     *
     * @param caption what it shows; an icon needs none
     * @throws Problem INVALID_INPUT when it cannot be shown, or is one too many
     */
    public Picture add(String plugin, Kind kind, String caption, byte[] content) {
        String words = plain(caption);
        new Checks()
                .atMost(words, "caption", 200)
                .that(
                        kind == Kind.ICON || !words.isEmpty(),
                        "caption",
                        "Say what the picture shows.")
                .that(
                        kind == Kind.ICON || of(plugin).screenshots().size() < MOST_SCREENSHOTS,
                        "picture",
                        "There are six screenshots already. Remove one.")
                .done();
        CheckedPicture checked = CheckedPicture.of(kind, content);
        try {
            FileHash hash =
                    store.put(
                                    SchoolId.PLATFORM,
                                    new ByteArrayInputStream(checked.content()),
                                    // Drawn anew, a picture may have grown.
                                    8L * CheckedPicture.LARGEST)
                            .hash();
            return transactions.call(() -> rows.add(plugin, kind, words, hash, checked));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Removes a picture.
     *
     * @throws Problem NO_SUCH_PLUGIN when the plugin has no such picture
     */
    public void remove(String plugin, UUID picture) {
        Optional<FileHash> unused = transactions.call(() -> rows.remove(plugin, picture));
        unused.ifPresent(
                hash -> {
                    try {
                        store.delete(SchoolId.PLATFORM, hash);
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
    }

    /** Finds a picture for serving it. */
    public Optional<ServedFile> picture(UUID id) {
        return transactions.call(() -> rows.picture(id));
    }

    /** Opens a part of a picture; the caller closes it. */
    public InputStream open(ServedFile picture, long offset, long length) {
        try {
            return store.open(SchoolId.PLATFORM, picture.hash(), offset, length);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The categories that published plugins have, in their usual order. */
    public List<Category> categories() {
        return transactions.call(rows::categories);
    }
}
