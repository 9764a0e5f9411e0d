package io.lyceum.admin.shell;

/** A state in one or two words. */
public record Badge(Tone tone, String label) {}
