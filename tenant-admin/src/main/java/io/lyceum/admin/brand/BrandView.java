package io.lyceum.admin.brand;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * The brand editor.
 *
 * @param logo address of the stored logo
 * @param sheet address of the preview's style sheet, made from the form's colours
 * @param unsaved whether the preview shows values that are not saved yet
 * @param removeLogo where a POST takes the logo away
 */
public record BrandView(
        Form form,
        Optional<String> logo,
        String removeLogo,
        String sheet,
        String initial,
        List<Verdict> verdicts,
        List<Option> typefaces,
        List<Option> radii,
        boolean unsaved) {

    /**
     * What became of a colour that would have been hard to read.
     *
     * @param use where it was meant to be used, in words
     * @param why the ratios before and after, in words
     */
    public record Verdict(String use, String wanted, String used, String why) {}
}
