package io.lyceum.identity.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * A person's own page.
 *
 * @param name value of the field, also when it was refused
 * @param nameError what is wrong with it; empty when nothing is
 * @param email cannot be changed here
 * @param languages to choose from
 * @param saved whether the form was just saved
 * @param action address that the form posts to, fields {@code name} and {@code language}
 * @param securityHref password, passkeys and devices, at the sign-in server
 */
public record ProfileView(
        String name,
        String nameError,
        String email,
        List<Language> languages,
        boolean saved,
        String action,
        String securityHref) {

    /** A language of pages and mails. */
    public record Language(String tag, String name, boolean chosen) {}

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("profile.title"));
    }
}
