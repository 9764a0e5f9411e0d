@NullMarked
package io.lyceum.stripe.simulator;

import org.jspecify.annotations.NullMarked;
