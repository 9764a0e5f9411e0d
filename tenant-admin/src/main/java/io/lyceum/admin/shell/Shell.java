package io.lyceum.admin.shell;

import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What stays the same from page to page of one person's back office.
 *
 * @param root address prefix of all pages: {@code /manage} in a school, {@code /platform} on the
 *     platform's host
 * @param text the words of the back office in the reader's language
 * @param places the first-level items that the person's role may open, in rail order
 * @param languages links that show the same page in another language
 * @param assets from the path of a shipped file to its fingerprinted address
 * @param path address of the page itself, for coming back after a change of language or theme
 */
public record Shell(
        String root,
        Messages text,
        Words words,
        String nonce,
        String csrf,
        House house,
        Account account,
        List<Place> places,
        List<Language> languages,
        Theme theme,
        boolean railCollapsed,
        List<Job> jobs,
        UnaryOperator<String> assets,
        String path) {

    private static final Set<Place> BOTTOM_BAR =
            Set.of(
                    Place.HOME,
                    Place.COURSES,
                    Place.PEOPLE,
                    Place.BRAND,
                    Place.SCHOOLS,
                    Place.PUBLISHING);

    /** The rail in a school, for people who may do everything there. */
    public static final List<Place> SCHOOL_PLACES =
            List.of(
                    Place.HOME,
                    Place.COURSES,
                    Place.SUBMISSIONS,
                    Place.CATEGORIES,
                    Place.IMPORTS,
                    Place.PEOPLE,
                    Place.CERTIFICATES,
                    Place.CREDITS,
                    Place.ORDERS,
                    Place.PRODUCTS,
                    Place.COUPONS,
                    Place.SUBSCRIPTIONS,
                    Place.CURRENCIES,
                    Place.TAXES,
                    Place.PAYOUTS,
                    Place.DISPUTES,
                    Place.REVENUE,
                    Place.BRAND,
                    Place.PLUGINS,
                    Place.SETTINGS,
                    Place.PLAN,
                    Place.DOMAINS,
                    Place.MAIL,
                    Place.WEBHOOKS,
                    Place.DELIVERIES);

    /** The rail of a teacher: the courses, who learns in them, and what they bring. */
    public static final List<Place> TEACHER_PLACES =
            List.of(Place.HOME, Place.COURSES, Place.SUBMISSIONS, Place.IMPORTS, Place.EARNINGS);

    /** The rail on the platform's host. */
    public static final List<Place> PLATFORM_PLACES =
            List.of(
                    Place.SCHOOLS,
                    Place.PLANS,
                    Place.PLATFORM_PLUGINS,
                    Place.PLATFORM_DELIVERIES,
                    Place.RECONCILIATION,
                    Place.OPERATIONS);

    /** The rail of people who make plugins, on the platform's host. */
    public static final List<Place> PUBLISHING_PLACES = List.of(Place.PUBLISHING);

    /** Tells whether there is anything to search for and anything that runs in the background. */
    public boolean searches() {
        return !places.equals(PUBLISHING_PLACES);
    }

    public String t(String key, Object... namesAndValues) {
        return text.get(key, namesAndValues);
    }

    public String language() {
        return text.locale().getLanguage();
    }

    /** Jobs that still run, for the number on the tray's button. */
    public long running() {
        return jobs.stream().filter(Job::isActive).count();
    }

    List<NavItem> rail(Place here) {
        return places.stream()
                .filter(place -> place.top() == place)
                .map(place -> item(place, here))
                .toList();
    }

    /** What the palette can begin at once: the first step of the common tasks. */
    public List<NavItem> beginnings() {
        return places.stream().flatMap(place -> beginning(place).stream()).toList();
    }

    private Optional<NavItem> beginning(Place place) {
        return switch (place) {
            case COURSES -> Optional.of(beginning(place, "/new", "courses.new", "plus"));
            case IMPORTS -> Optional.of(beginning(place, "/new", "imports.new", "upload"));
            case PEOPLE -> Optional.of(beginning(place, "/invite", "people.invite", "mail"));
            case SCHOOLS -> Optional.of(beginning(place, "/new", "schools.new", "plus"));
            default -> Optional.empty();
        };
    }

    private NavItem beginning(Place place, String step, String label, String icon) {
        return new NavItem(root + place.path() + step, t(label), icon, false, false, List.of());
    }

    /** The few items that a phone's bottom bar has room for. */
    public List<NavItem> bottomBar(Place here) {
        return places.stream()
                .filter(BOTTOM_BAR::contains)
                .map(place -> item(place, here))
                .toList();
    }

    private NavItem item(Place place, Place here) {
        List<NavItem> children =
                places.stream()
                        .filter(other -> other != place && other.top() == place)
                        .map(child -> leaf(child, here))
                        .toList();
        return new NavItem(
                root + place.path(),
                t("rail." + place.icon()),
                place.icon(),
                here.top() == place,
                here == place,
                children);
    }

    private NavItem leaf(Place place, Place here) {
        return new NavItem(
                root + place.path(),
                t("rail." + place.icon()),
                place.icon(),
                here == place,
                here == place,
                List.of());
    }

    /**
     * Whose back office this is.
     *
     * @param logo address of the school's logo; without one its initial is shown
     * @param site where "View site" leads
     */
    public record House(String name, Optional<String> logo, Optional<String> site) {

        public String initial() {
            return name.isBlank() ? "·" : name.substring(0, name.offsetByCodePoints(0, 1));
        }
    }

    /** Who is signed in. */
    public record Account(String name, String email, String role, String signOut) {

        public String initials() {
            return Initials.of(name.isBlank() ? email : name);
        }
    }

    /** One language that the back office speaks; its address shows the same page in it. */
    public record Language(String tag, String name, String href, boolean current) {

        public @Nullable String ariaCurrent() {
            return current ? "true" : null;
        }
    }

    /** Light, dark, or whatever the device prefers. */
    public enum Theme {
        AUTO,
        LIGHT,
        DARK;

        public String attribute() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
