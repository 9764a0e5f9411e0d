package io.lyceum.plugin;

import io.lyceum.plugin.stability.Stable;

/**
 * What is wrong with one field of a form.
 *
 * @param field the component's name
 * @param message what is wrong and what would be right, in the call's language
 */
@Stable
public record FieldError(String field, String message) {}
