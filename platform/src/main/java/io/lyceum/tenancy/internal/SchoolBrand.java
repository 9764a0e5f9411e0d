package io.lyceum.tenancy.internal;

import io.lyceum.shared.persistence.SchoolOwned;
import io.lyceum.tenancy.Brand;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

/** The one brand row of a school. */
@Entity
@Table(name = "brand")
public class SchoolBrand extends SchoolOwned {

    @Column(name = "name")
    private String name = "";

    @Column(name = "tagline")
    private String tagline = "";

    @Column(name = "primary_colour")
    private String primary = "";

    @Column(name = "secondary_colour")
    private String secondary = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "typeface")
    private Brand.Typeface typeface = Brand.Typeface.HUMANIST;

    @Enumerated(EnumType.STRING)
    @Column(name = "radius")
    private Brand.Radius radius = Brand.Radius.SOFT;

    @Column(name = "logo_file_id")
    private UUID logo;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    protected SchoolBrand() {}

    public SchoolBrand(UUID id, Brand brand, Instant now) {
        super(id);
        change(brand, now);
    }

    /** Takes over a new look; the revision is the row's own version. */
    public final void change(Brand brand, Instant now) {
        name = brand.name();
        tagline = brand.tagline();
        primary = brand.primary();
        secondary = brand.secondary();
        typeface = brand.typeface();
        radius = brand.radius();
        logo = brand.logo().orElse(null);
        updatedAt = now;
    }

    public Brand view() {
        return new Brand(
                name,
                tagline,
                primary,
                secondary,
                typeface,
                radius,
                Optional.ofNullable(logo),
                version());
    }
}
