package io.lyceum.admin;

import io.lyceum.admin.SampleScreens.Sample;
import io.lyceum.admin.shell.Screens;
import io.lyceum.admin.shell.Shell.Theme;
import io.lyceum.shared.web.Assets;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Writes every screen with sample data as a file, light, dark and in Russian, so that a person can
 * look at them without a server: {@code java … io.lyceum.admin.Gallery <folder>}.
 */
final class Gallery {

    private Gallery() {}

    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        for (Assets.Asset asset : Assets.bundled().all()) {
            Path file = folder.resolve("assets").resolve(asset.path());
            Files.createDirectories(file.getParent());
            Files.write(file, asset.content());
        }
        write(folder, "light", Locale.ENGLISH, Theme.LIGHT);
        write(folder, "dark", Locale.ENGLISH, Theme.DARK);
        write(folder, "ru", Locale.forLanguageTag("ru"), Theme.LIGHT);
    }

    private static void write(Path folder, String variant, Locale locale, Theme theme)
            throws IOException {
        Path into = Files.createDirectories(folder.resolve(variant));
        Screens screens = new Screens();
        for (Sample sample : SampleScreens.all(locale, theme)) {
            try (OutputStream out = Files.newOutputStream(into.resolve(sample.file() + ".html"))) {
                screens.render(sample.template(), sample.page(), sample.view()).writeTo(out);
            }
        }
    }
}
