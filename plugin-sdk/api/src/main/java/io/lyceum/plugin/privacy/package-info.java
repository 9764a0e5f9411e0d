/** What is kept of people: {@link io.lyceum.plugin.privacy.PrivacyProvider}. */
@NullMarked
package io.lyceum.plugin.privacy;

import org.jspecify.annotations.NullMarked;
