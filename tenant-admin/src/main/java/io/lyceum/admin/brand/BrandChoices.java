package io.lyceum.admin.brand;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Option;
import io.lyceum.tenancy.Brand;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What forms offer for a brand, and what was chosen there. */
public final class BrandChoices {

    private BrandChoices() {}

    /** The typefaces, each with a word on what it is like. */
    public static List<Option> typefaces(Desk desk) {
        return Arrays.stream(Brand.Typeface.values())
                .map(
                        face ->
                                new Option(
                                        face.name(),
                                        desk.t("brand.typeface." + face),
                                        desk.t("brand.typeface." + face + ".hint")))
                .toList();
    }

    /** The corner styles. */
    public static List<Option> radii(Desk desk) {
        return Arrays.stream(Brand.Radius.values())
                .map(radius -> Option.of(radius.name(), desk.t("brand.radius." + radius)))
                .toList();
    }

    /** The typeface of this name; the other one when there is none. */
    public static Brand.Typeface typeface(@Nullable String name, Brand.Typeface otherwise) {
        return constant(Brand.Typeface.values(), name, otherwise);
    }

    /** The corner style of this name; the other one when there is none. */
    public static Brand.Radius radius(@Nullable String name, Brand.Radius otherwise) {
        return constant(Brand.Radius.values(), name, otherwise);
    }

    private static <E extends Enum<E>> E constant(E[] all, @Nullable String name, E otherwise) {
        return Arrays.stream(all)
                .filter(one -> one.name().equals(name))
                .findFirst()
                .orElse(otherwise);
    }
}
