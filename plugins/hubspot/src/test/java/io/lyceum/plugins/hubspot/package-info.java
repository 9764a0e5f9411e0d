/** Tests against a HubSpot in memory, {@link io.lyceum.plugins.hubspot.FakeHubSpot}. */
@NullMarked
package io.lyceum.plugins.hubspot;

import org.jspecify.annotations.NullMarked;
