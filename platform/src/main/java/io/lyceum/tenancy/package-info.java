/**
 * Schools and what makes them theirs: hosts, brand, onboarding, suspension, removal.
 *
 * <p>Owns {@code school}, {@code school_host}, {@code school_seed}, {@code onboarding_step}, {@code
 * erasure_step}, {@code brand}, {@code plan}, {@code api_usage}. Events out: {@code
 * school.activated}, {@code school.status_changed}, {@code school.brand_changed}, {@code
 * school.hosts_changed}. Other capabilities take part in onboarding by an {@link
 * io.lyceum.tenancy.OnboardingStep}, in erasure by an {@link io.lyceum.tenancy.ErasureStep}, and
 * say what they use of a plan by a {@link io.lyceum.tenancy.QuotaUse}.
 */
@NullMarked
package io.lyceum.tenancy;

import org.jspecify.annotations.NullMarked;
