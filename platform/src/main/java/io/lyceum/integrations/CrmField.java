package io.lyceum.integrations;

/**
 * What goes where.
 *
 * @param to the field in the CRM; dots lead into nested objects
 * @param from one of {@link CrmConnections#SOURCES}, or a text in quotes
 */
public record CrmField(String to, String from) {}
