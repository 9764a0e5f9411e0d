package io.lyceum.admin.schools;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * The form that creates a school.
 *
 * @param suffix what follows the short name in the school's address, for example {@code
 *     .lyceum.example}
 * @param zones IANA names, for suggestions
 */
public record NewSchoolView(
        Form form,
        String suffix,
        List<Option> languages,
        List<String> zones,
        List<Option> typefaces,
        List<Option> radii) {}
