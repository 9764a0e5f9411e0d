package io.lyceum.plugins.hubspot;

import java.util.Locale;

/** A request that HubSpot did not do. */
final class HubSpotProblem extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final Kind kind;
    private final int retryAfterSeconds;

    /** What kind of problem it is, which says what helps. */
    enum Kind {
        /** A new token. */
        TOKEN(Words.TOKEN_REFUSED),
        /** More rights for the token. */
        SCOPES(Words.SCOPES_MISSING),
        /** Time. */
        WAIT(Words.WAIT),
        /** Nothing; what was asked for is not there. */
        MISSING(Words.REFUSED),
        /** Other data. */
        REFUSED(Words.REFUSED);

        private final Words words;

        Kind(Words words) {
            this.words = words;
        }
    }

    private HubSpotProblem(Kind kind, String detail, int retryAfterSeconds) {
        super(detail);
        this.kind = kind;
        this.retryAfterSeconds = retryAfterSeconds;
    }

    static HubSpotProblem of(Kind kind, String detail) {
        return new HubSpotProblem(kind, detail, 0);
    }

    static HubSpotProblem later(String detail, int retryAfterSeconds) {
        return new HubSpotProblem(Kind.WAIT, detail, retryAfterSeconds);
    }

    Kind kind() {
        return kind;
    }

    int retryAfterSeconds() {
        return retryAfterSeconds;
    }

    /** Says what went wrong and what helps. */
    String words(Locale locale) {
        return kind.words.in(locale, getMessage());
    }
}
