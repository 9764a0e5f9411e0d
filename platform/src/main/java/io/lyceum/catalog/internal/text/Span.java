package io.lyceum.catalog.internal.text;

import org.commonmark.node.CustomNode;

/** A bracketed span: <code>[text]{#id .class}</code>. */
final class Span extends CustomNode {

    private final Attributes attributes;

    Span(Attributes attributes) {
        this.attributes = attributes;
    }

    Attributes attributes() {
        return attributes;
    }
}
