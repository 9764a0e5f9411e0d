package io.lyceum.catalog.internal.text;

import org.commonmark.node.CustomBlock;

/** An image that stands alone in its paragraph, which Pandoc shows as a figure. */
final class Figure extends CustomBlock {}
