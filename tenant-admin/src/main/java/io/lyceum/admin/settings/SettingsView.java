package io.lyceum.admin.settings;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * A school's general settings.
 *
 * @param id the school's id, to copy into a support request
 */
public record SettingsView(
        Form form,
        List<Option> languages,
        List<String> zones,
        String id,
        String slug,
        String address) {}
