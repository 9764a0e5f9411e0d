/** A school's webhooks: adding, trying, pausing, secrets, and the catalogue of events. */
@NullMarked
package io.lyceum.admin.webhooks;

import org.jspecify.annotations.NullMarked;
