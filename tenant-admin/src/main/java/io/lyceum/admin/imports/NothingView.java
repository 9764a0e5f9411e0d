package io.lyceum.admin.imports;

/** A part of a page that shows nothing of its own. */
public record NothingView() {}
