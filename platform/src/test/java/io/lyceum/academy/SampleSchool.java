package io.lyceum.academy;

import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.Html;
import io.lyceum.shared.web.PageContext;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Three schools that have nothing in common but the product. */
enum SampleSchool {
    PAROLETTA(
            "paroletta",
            "Paroletta",
            "Languages for the people you love and the places you miss",
            "Small courses with real voices: order a coffee in Turin, read a letter from your"
                    + " grandmother, find your way in Tbilisi.",
            "#c2482b",
            "#f2b544",
            Brand.Typeface.HUMANIST,
            Brand.Radius.ROUND),
    NIGHTBUILD(
            "nightbuild",
            "Nightbuild",
            "Ship something real by Friday",
            "Evening classes for people who build. Git, the web, data and the command line, taught"
                    + " by engineers who are on call themselves.",
            "#18d68a",
            "#0b1220",
            Brand.Typeface.GROTESQUE,
            Brand.Radius.SHARP),
    LADOGA(
            "ladoga",
            "Ладожская консерватория",
            "Музыка, которую слышно до последней ноты",
            "Теория, фортепиано, струнные и вокал с преподавателями, которые сами выходят на сцену."
                    + " Учитесь дома, в своём темпе.",
            "#1c2b5a",
            "#c9a45c",
            Brand.Typeface.CLASSIC,
            Brand.Radius.SOFT),
    HALBERD(
            "halberd",
            "Halberd Workshop",
            "Furniture that outlives its maker",
            "Joinery, turning and finishing for hand tools.",
            "#7a5c00",
            "#2f6f5e",
            Brand.Typeface.SLAB,
            Brand.Radius.SHARP);

    final String slug;
    final String title;
    final String tagline;
    final String about;
    final Brand brand;
    final BrandPalette palette;

    SampleSchool(
            String slug,
            String title,
            String tagline,
            String about,
            String primary,
            String secondary,
            Brand.Typeface typeface,
            Brand.Radius radius) {
        this.slug = slug;
        this.title = title;
        this.tagline = tagline;
        this.about = about;
        this.brand =
                new Brand(
                        title, tagline, primary, secondary, typeface, radius, Optional.empty(), 1);
        this.palette = BrandPalette.of(brand);
    }

    boolean isRussian() {
        return this == LADOGA;
    }

    PageContext page(Locale locale, boolean signedIn, PageContext.Section section, String path) {
        String origin = "https://" + slug + ".lyceum.example";
        return new PageContext(
                title,
                tagline,
                1,
                brand.primary(),
                this == HALBERD ? Optional.empty() : Optional.of("/logo.svg"),
                locale,
                Messages.of("academy", locale),
                signedIn ? "csrf-token" : "",
                "nonce",
                signedIn
                        ? Optional.of(
                                new PageContext.SignedIn(
                                        "3f0d8a52-6f0c-4f5e-9a53-0a4f6f3c1d20",
                                        isRussian() ? "Вера Тихомирова" : "Amara Lindqvist",
                                        "learner@" + slug + ".example",
                                        this == NIGHTBUILD))
                        : Optional.empty(),
                signedIn ? 3 : 0,
                this == NIGHTBUILD,
                origin + path,
                path,
                List.of(
                        alternate("en", "English", locale, path),
                        alternate("ru", "Русский", locale, path)),
                section);
    }

    private static PageContext.Alternate alternate(
            String language, String name, Locale locale, String path) {
        return new PageContext.Alternate(
                language,
                name,
                "/language?to=" + language + "&return=" + Html.urlParameter(path),
                "https://school.lyceum.example" + path + "?lang=" + language,
                locale.getLanguage().equals(language));
    }
}
