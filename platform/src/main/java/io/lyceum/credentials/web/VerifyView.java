package io.lyceum.credentials.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;

/**
 * The public proof of a certificate. For {@link State#UNKNOWN} only the code is given.
 *
 * @param code as it was asked for
 * @param issuedOn as shown to people
 * @param revokedOn as shown to people; empty while it is valid
 * @param reason why it was revoked; may be empty
 */
public record VerifyView(
        State state,
        String code,
        String learner,
        String course,
        String courseHref,
        String teacher,
        String issuedOn,
        String revokedOn,
        String reason) {

    /** What the school says about the certificate. */
    public enum State {
        VALID,
        REVOKED,
        UNKNOWN
    }

    /** A code that the school never gave out. */
    public static VerifyView unknown(String code) {
        return new VerifyView(State.UNKNOWN, code, "", "", "", "", "", "", "");
    }

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("verify.title"));
    }
}
