package io.lyceum.shared.web;

/** The view of pages that need nothing but their context: offline, suspended school. */
public record NothingView() {

    public static final NothingView INSTANCE = new NothingView();
}
