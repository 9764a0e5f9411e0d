package io.lyceum.shared.web;

/**
 * What search engines, tabs and link previews show of a page.
 *
 * @param title of the page alone; the school's name is added after it
 * @param description one or two sentences; at most 200 characters are kept
 * @param image absolute address of a picture of 1200 × 630; empty when there is none
 * @param kind Open Graph type: {@code website}, {@code article}, {@code profile}
 * @param jsonLd structured data as JSON; empty when there is none
 * @param indexed whether search engines may list the page
 */
public record PageHead(
        String title,
        String description,
        String image,
        String kind,
        String jsonLd,
        boolean indexed) {

    private static final int LONGEST_DESCRIPTION = 200;

    public PageHead {
        description = shortened(description);
    }

    /** A page that everybody may find. */
    public static PageHead open(String title, String description, String image, String jsonLd) {
        return new PageHead(title, description, image, "website", jsonLd, true);
    }

    /** A page for one person, or one that isn't worth finding. */
    public static PageHead closed(String title) {
        return new PageHead(title, "", "", "website", "", false);
    }

    private static String shortened(String text) {
        String line = text.strip().replaceAll("\\s+", " ");
        if (line.length() <= LONGEST_DESCRIPTION) {
            return line;
        }
        int end = line.lastIndexOf(' ', LONGEST_DESCRIPTION - 1);
        return line.substring(0, end > 0 ? end : LONGEST_DESCRIPTION - 1) + '…';
    }
}
