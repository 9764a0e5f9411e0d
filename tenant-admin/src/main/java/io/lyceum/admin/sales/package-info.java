/**
 * What a school sells besides single courses: products with their offers, coupons, subscriptions.
 */
@NullMarked
package io.lyceum.admin.sales;

import org.jspecify.annotations.NullMarked;
