package io.lyceum.shared.web;

/**
 * A page of plain text: terms, privacy, about.
 *
 * @param title heading of the page
 * @param html rendered and sanitised text
 * @param updated when it was last changed, as shown to people; may be empty
 */
public record TextPageView(String title, String html, String updated) {

    public PageHead head() {
        return PageHead.open(title, html.replaceAll("<[^>]*>", " "), "", "");
    }
}
