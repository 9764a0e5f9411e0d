/** Colours as arithmetic: what a brand's colour needs so that text on it can be read. */
@NullMarked
package io.lyceum.shared.colour;

import org.jspecify.annotations.NullMarked;
