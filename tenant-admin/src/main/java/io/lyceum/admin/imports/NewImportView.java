package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * Choosing what to bring in.
 *
 * @param accept endings that the file field offers
 * @param limit the largest file, in words
 */
public record NewImportView(Form form, List<Option> kinds, String accept, String limit) {}
