/** What pages show of orders. */
@NullMarked
package io.lyceum.commerce.web;

import org.jspecify.annotations.NullMarked;
