/** How payments are made and kept; the only place that knows Stripe. */
@NullMarked
package io.lyceum.commerce.internal;

import org.jspecify.annotations.NullMarked;
