package io.lyceum.shared.web;

import io.lyceum.shared.text.Messages;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * What every page needs to know beside its own view: whose page it is, who reads it and in which
 * language.
 *
 * @param school the school's name; the only name that people see
 * @param tagline one sentence about the school; may be empty
 * @param brandRevision goes into the address of the brand's style sheet
 * @param themeColor the colour of the browser's frame, {@code #rrggbb}
 * @param logo address of the school's logo; without one the first letter of the name is drawn
 * @param locale language of the page
 * @param messages text of the page's area in that language
 * @param csrfToken goes as hidden field {@code _csrf} into every form that posts
 * @param cspNonce of this response; for inline scripts, of which there are none so far
 * @param person who is signed in
 * @param unread how many notifications that person has not read
 * @param sells whether there is a page of prices worth a look
 * @param canonical absolute address of this page without anything that doesn't change its content
 * @param path path and query of this request on this host, for returning after sign-in
 * @param alternates the same page in the school's languages, the current one included
 * @param section what to mark in the navigation
 */
public record PageContext(
        String school,
        String tagline,
        long brandRevision,
        String themeColor,
        Optional<String> logo,
        Locale locale,
        Messages messages,
        String csrfToken,
        String cspNonce,
        Optional<SignedIn> person,
        int unread,
        boolean sells,
        String canonical,
        String path,
        List<Alternate> alternates,
        Section section) {

    public PageContext {
        Objects.requireNonNull(school, "school");
        Objects.requireNonNull(messages, "messages");
        alternates = List.copyOf(alternates);
    }

    /** Parts of the academy that the navigation leads to. */
    public enum Section {
        HOME,
        COURSES,
        PRICING,
        LEARNING,
        ACCOUNT,
        OTHER
    }

    /**
     * The person who reads the page.
     *
     * @param id by which what a device keeps of one reader is told from another's
     * @param name as shown to people
     * @param email shown under the name in the account menu
     * @param backOffice whether the person has work to do in the back office
     */
    public record SignedIn(String id, String name, String email, boolean backOffice) {

        /** Up to two capital letters that stand for the person where a picture would be. */
        public String initials() {
            return Initials.of(name.isBlank() ? email : name);
        }
    }

    /**
     * The same page in one language.
     *
     * @param language BCP 47 tag
     * @param name the language's own name for itself
     * @param href switches to that language and comes back to this page
     * @param canonical absolute address for search engines
     * @param current whether this page is in that language
     */
    public record Alternate(
            String language, String name, String href, String canonical, boolean current) {}

    /** Renders one message of this page's area; see {@link Messages#get}. */
    public String text(String key, Object... namesAndValues) {
        return messages.get(key, namesAndValues);
    }

    /** BCP 47 tag of the page's language. */
    public String language() {
        return locale.toLanguageTag();
    }

    /** Text direction of the page's language, {@code ltr} or {@code rtl}. */
    public String direction() {
        return com.ibm.icu.util.ULocale.forLocale(locale).isRightToLeft() ? "rtl" : "ltr";
    }

    /** Up to two capital letters that stand for the school where it has no logo. */
    public String mark() {
        return Initials.of(school);
    }

    /** Address of the school's style sheet. */
    public String brandSheet() {
        return "/brand." + brandRevision + ".css";
    }

    /** Fingerprinted address of one of our own files, for example {@code css/base.css}. */
    public String asset(String name) {
        return Assets.bundled().url(name);
    }

    /** Where the sign-in link leads: back to this page afterwards. */
    public String signInPath() {
        return "/sign-in?return=" + Html.urlParameter(path);
    }
}
