/**
 * What is known of one person, in this product and in plugins: given when they ask for it, erased
 * when they leave for good.
 */
@NullMarked
package io.lyceum.privacy;

import org.jspecify.annotations.NullMarked;
