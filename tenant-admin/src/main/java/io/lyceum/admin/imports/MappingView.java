package io.lyceum.admin.imports;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import io.lyceum.admin.shell.Step;
import java.util.List;

/**
 * Saying what the columns of a file mean.
 *
 * @param recognised encoding, separator and number format that were found, in words
 * @param targets what a column can mean; the first is "leave out"
 */
public record MappingView(
        String path,
        List<Step> steps,
        Form form,
        String recognised,
        List<Column> columns,
        List<Option> targets,
        List<Option> languages,
        List<Option> currencies,
        List<Option> encodings) {

    /**
     * One column of the file.
     *
     * @param field name of its form field
     * @param guessed whether the meaning was chosen by the product
     * @param samples the first values
     */
    public record Column(String field, String header, boolean guessed, List<String> samples) {}
}
