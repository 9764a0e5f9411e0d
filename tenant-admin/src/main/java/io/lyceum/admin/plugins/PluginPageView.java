package io.lyceum.admin.plugins;

import gg.jte.Content;

/** A page of a plugin, drawn. */
public record PluginPageView(Content body) {}
