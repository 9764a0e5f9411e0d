package io.lyceum.academy;

import io.lyceum.catalog.Catalogue;
import io.lyceum.catalog.CourseCard;
import io.lyceum.catalog.CourseId;
import io.lyceum.catalog.CourseText;
import io.lyceum.identity.CurrentPerson;
import io.lyceum.learning.Enrolments;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import io.lyceum.tenancy.Brands;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Says facts about courses as lists and pages show them. */
@ApplicationScoped
class Cards {

    @Inject Brands brands;
    @Inject Enrolments enrolments;
    @Inject CurrentPerson currentPerson;

    List<CourseCard> of(List<Catalogue.Card> cards) {
        Map<CourseId, Integer> percents = percents();
        Messages words = words();
        long look = brands.current().revision();
        return cards.stream().map(card -> card(card, percents, words, look)).toList();
    }

    private Map<CourseId, Integer> percents() {
        Map<CourseId, Integer> percents = new HashMap<>();
        currentPerson
                .person()
                .ifPresent(
                        p ->
                                enrolments
                                        .of(p.id())
                                        .forEach(
                                                line ->
                                                        percents.put(
                                                                line.enrolment().course(),
                                                                line.enrolment().percent())));
        return percents;
    }

    private static CourseCard card(
            Catalogue.Card card, Map<CourseId, Integer> percents, Messages words, long look) {
        return new CourseCard(
                "/courses/" + card.slug(),
                art(look, card.slug(), card.icon()),
                card.title(),
                card.teacherName(),
                CourseText.level(words, card.level().name()),
                CourseText.length(words, card.minutes()),
                CourseText.price(words, card.priceMinor(), card.currency()),
                percents.getOrDefault(card.id(), -1));
    }

    /** The text of the academy in the reader's language. */
    static Messages words() {
        return Messages.of("academy", CurrentRequest.require().locale());
    }

    /** Address of a course's picture; it changes with the brand. */
    String art(String slug, String icon) {
        return art(brands.current().revision(), slug, icon);
    }

    private static String art(long look, String slug, String icon) {
        return "/art/" + look + "/" + icon + "/" + slug + ".svg";
    }

    /** Absolute address of the picture that link previews show. */
    String preview(String slug) {
        return CurrentRequest.require().origin()
                + "/preview/"
                + brands.current().revision()
                + "/"
                + slug
                + ".png";
    }

    /** A day at the school as the reader writes it. */
    static String day(Instant moment) {
        CurrentRequest.Facts request = CurrentRequest.require();
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .withLocale(request.locale())
                .format(moment.atZone(request.zone()));
    }
}
