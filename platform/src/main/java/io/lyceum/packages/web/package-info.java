/** The origin that packages run on. */
@NullMarked
package io.lyceum.packages.web;

import org.jspecify.annotations.NullMarked;
