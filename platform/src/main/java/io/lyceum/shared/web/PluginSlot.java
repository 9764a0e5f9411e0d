package io.lyceum.shared.web;

/**
 * What a plugin shows in a place of a page.
 *
 * @param name of what it is, for people who do not see where it begins
 * @param html drawn and safe; may be written into the page unescaped
 */
public record PluginSlot(String name, String html) {}
