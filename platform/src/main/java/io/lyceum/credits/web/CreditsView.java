package io.lyceum.credits.web;

import io.lyceum.shared.web.PageContext;
import io.lyceum.shared.web.PageHead;
import java.util.List;

/**
 * Somebody's AI credits, for them.
 *
 * @param left how many can be spent
 * @param unlimited the last day without counting, as shown to people; empty if they are counted
 * @param free how many of the month's free ones are left, of how many
 * @param extra what was granted and bought and is left
 * @param held what is reserved just now; empty if nothing is
 * @param renews the day on which free ones come, as shown to people
 * @param packs more that can be bought
 */
public record CreditsView(
        long left,
        String unlimited,
        String free,
        String extra,
        String held,
        String renews,
        List<Pack> packs,
        List<Line> lines) {

    public PageHead head(PageContext page) {
        return PageHead.closed(page.text("credits.title"));
    }

    /**
     * Credits that can be bought.
     *
     * @param credits how many, as shown to people
     * @param price with how often it is paid, as shown to people
     */
    public record Pack(String href, String title, String credits, String price) {}

    /**
     * Something that happened.
     *
     * @param kind last part of its text's key
     * @param amount with its sign, as shown to people; empty if nothing was counted
     * @param icon name of its icon
     */
    public record Line(String kind, String note, String amount, String icon, String when) {}
}
