/**
 * Sends learners and what they achieve to HubSpot's contacts: {@link
 * io.lyceum.plugins.hubspot.HubSpotConnector}. What HubSpot was told is kept in the plugin's own
 * storage, for {@link io.lyceum.plugins.hubspot.HubSpotPrivacy} to give and forget.
 */
@NullMarked
package io.lyceum.plugins.hubspot;

import org.jspecify.annotations.NullMarked;
