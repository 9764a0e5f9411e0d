package io.lyceum.tenancy;

/**
 * A colour of the brand that could not be used as it is, and what is used in its place.
 *
 * @param use what the colour was meant for
 * @param wanted the brand's colour, {@code #rrggbb}
 * @param used the derived colour
 * @param against the background that was hardest to pass
 * @param wantedRatio contrast that the brand's colour would have had
 * @param usedRatio contrast of the derived colour
 * @param needed the least contrast that this use allows
 */
public record ContrastVerdict(
        Use use,
        String wanted,
        String used,
        String against,
        double wantedRatio,
        double usedRatio,
        double needed) {

    /** Places where a brand's colour meets a background. */
    public enum Use {
        BUTTON_ON_LIGHT,
        LINK_ON_LIGHT,
        BUTTON_ON_DARK,
        LINK_ON_DARK,
        ORNAMENT_ON_HERO
    }
}
