package io.lyceum.identity.internal.realms;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.net.URI;
import java.text.MessageFormat;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealmValuesTest {

    @ParameterizedTest
    @ValueSource(strings = {"Plain", "L'Aube", "{0} and {1}", "it's {'quoted'}", "}'{ ''", "${x}"})
    void theNameInMailsReadsAsItWasTyped(String name) {
        String pattern = brand(name, "#102030").texts().get("brandName");

        assertEquals(name, new MessageFormat(pattern).format(new Object[] {"wrong", "wrong"}));
    }

    @Test
    void theBrandPanelCarriesTheMoreReadableText() {
        assertEquals("#ffffff", brand("A", "#1e3a8a").attributes().get("brand.onPrimary"));
        assertEquals("#14161a", brand("A", "#facc15").attributes().get("brand.onPrimary"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"red", "#fff", "#12345g", "#123456;}"})
    void whatIsNoColourNeverReachesAStylesheet(String colour) {
        assertThrows(IllegalArgumentException.class, () -> brand("A", colour));
    }

    @ParameterizedTest
    @ValueSource(strings = {"javascript:alert(1)", "http://x/'onerror=", "http://x/%22)"})
    void aLogoHasAPlainAddress(String address) {
        URI logo = URI.create(address.replace("%22)", "(1)"));
        assertThrows(
                IllegalArgumentException.class,
                () ->
                        new RealmBrand(
                                "A",
                                "",
                                "#102030",
                                "#102030",
                                SampleRealm.BRAND.light(),
                                SampleRealm.BRAND.dark(),
                                "soft",
                                "humanist",
                                Optional.of(logo)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"master", "", "UPPER", "a/b", "-a", "a."})
    void aRealmIsNamedLikeAHost(String name) {
        assertThrows(IllegalArgumentException.class, () -> new RealmAccess(name, "secret"));
    }

    @Test
    void secretsAreNeverShown() {
        RealmSecrets secrets = RealmSecrets.generate();

        assertFalse(secrets.toString().contains(secrets.web()));
        assertFalse(
                new RealmAccess("lingua", secrets.provisioner())
                        .toString()
                        .contains(secrets.provisioner()));
    }

    private static RealmBrand brand(String name, String primary) {
        return new RealmBrand(
                name,
                "",
                primary,
                "#102030",
                SampleRealm.BRAND.light(),
                SampleRealm.BRAND.dark(),
                "soft",
                "humanist",
                Optional.empty());
    }
}
