package io.lyceum.catalog.internal.text;

import org.commonmark.node.CustomBlock;

/** Holds a block that may be wider than the column and then scrolls by itself. */
final class WideBlock extends CustomBlock {}
