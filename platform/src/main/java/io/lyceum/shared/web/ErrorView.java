package io.lyceum.shared.web;

/**
 * A page for something that went wrong: what happened, what is safe, what to do.
 *
 * @param status of the answer
 * @param title what happened, in a few words
 * @param what happened, in one or two sentences
 * @param safe what was not lost; may be empty
 * @param correlationId to tell to support; empty when nobody needs it
 * @param action label of the one button
 * @param actionHref where it leads
 */
public record ErrorView(
        int status,
        String title,
        String what,
        String safe,
        String correlationId,
        String action,
        String actionHref) {

    public PageHead head() {
        return PageHead.closed(title);
    }

    /**
     * Describes a problem to people. Statuses with a text of their own: 401, 403, 404, 405, 410,
     * 413, 429; other 4xx show their detail, 5xx show nothing of what happened inside.
     *
     * @param detail the problem's message for people
     */
    public static ErrorView of(PageContext page, int status, String detail, String correlationId) {
        String key =
                switch (status) {
                    case 401, 403, 404, 429 -> "error." + status;
                    default -> status >= 500 ? "error.500" : "error.other";
                };
        boolean signIn = status == 401;
        boolean back = status >= 400 && status < 500 && status != 404 && !signIn;
        return new ErrorView(
                status,
                page.text(key + ".title"),
                status >= 500 || status == 404 || signIn ? page.text(key + ".what") : detail,
                page.text(key + ".safe"),
                status == 404 || signIn ? "" : correlationId,
                page.text(signIn ? "sign-in" : back ? "error.action.retry" : "error.action.home"),
                signIn ? page.signInPath() : back ? page.path() : "/");
    }
}
