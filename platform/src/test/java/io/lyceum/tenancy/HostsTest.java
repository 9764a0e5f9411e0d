package io.lyceum.tenancy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.lyceum.shared.problem.Problem;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HostsTest {

    private final Hosts hosts = new Hosts("lyceum.example", "https", 443, 443, Optional.empty());

    @Test
    void theContentHostOfASchoolLeadsBackToItsSlug() {
        assertEquals("oak--content.lyceum.example", hosts.contentHostOf("oak"));
        assertEquals(
                Optional.of("oak-hill"),
                hosts.slugOfContentHost("oak-hill--content.lyceum.example"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "oak.lyceum.example",
                "--content.lyceum.example",
                "a.oak--content.lyceum.example",
                "oak--content.lyceum.example.org",
                "oak--content.other.example",
                "oak-content.lyceum.example",
                "lyceum.example",
                ""
            })
    void otherHostsAreNobodysContentHost(String host) {
        assertEquals(Optional.empty(), hosts.slugOfContentHost(host));
    }

    @Test
    void contentMayHaveADomainOfItsOwn() {
        Hosts apart =
                new Hosts("lyceum.example", "https", 443, 443, Optional.of("content.example"));
        assertEquals("oak--content.content.example", apart.contentHostOf("oak"));
        assertEquals(Optional.empty(), apart.slugOfContentHost("oak--content.lyceum.example"));
        assertTrue(apart.isOurs("oak--content.content.example"));
        assertTrue(apart.isOurs("lyceum.example"));
        assertFalse(apart.isOurs("mylyceum.example"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"oak--content", "a--b", "-a", "a-", "", "oak.content", "Ö"})
    void aSlugIsNoContentHost(String slug) {
        assertThrows(Problem.class, () -> school(slug));
    }

    @Test
    void aSlugHasSingleHyphens() {
        assertEquals("oak-hill-2", school("oak-hill-2").slug());
    }

    private static NewSchool school(String slug) {
        return new NewSchool(slug, "Oak", "o@oak.example", "", "en", "UTC", "", "", "", null, null);
    }
}
