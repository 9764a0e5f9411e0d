/**
 * Schools and what makes them theirs: hosts, brand, onboarding, suspension, removal.
 *
 * <p>Owns {@code school}, {@code school_host}, {@code school_seed}, {@code onboarding_step}, {@code
 * erasure_step}, {@code brand}. Events out: {@code school.activated}, {@code
 * school.status_changed}, {@code school.brand_changed}, {@code school.hosts_changed}. Other
 * capabilities take part in onboarding by an {@link io.lyceum.tenancy.OnboardingStep}, in erasure
 * by an {@link io.lyceum.tenancy.ErasureStep}.
 */
@NullMarked
package io.lyceum.tenancy;

import org.jspecify.annotations.NullMarked;
