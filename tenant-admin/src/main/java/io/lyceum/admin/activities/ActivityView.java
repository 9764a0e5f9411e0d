package io.lyceum.admin.activities;

import gg.jte.Content;

/**
 * One activity in the plugin's author view or report.
 *
 * @param body drawn and safe
 * @param report whether this is the report
 */
public record ActivityView(String path, String type, Content body, boolean report) {}
