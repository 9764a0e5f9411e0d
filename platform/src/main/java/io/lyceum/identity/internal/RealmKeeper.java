package io.lyceum.identity.internal;

import io.lyceum.identity.internal.RealmSettings.Realm;
import io.lyceum.identity.internal.realms.Invitation;
import io.lyceum.identity.internal.realms.RealmAccess;
import io.lyceum.identity.internal.realms.RealmBrand;
import io.lyceum.identity.internal.realms.RealmMail;
import io.lyceum.identity.internal.realms.RealmSecrets;
import io.lyceum.identity.internal.realms.RealmSpec;
import io.lyceum.identity.internal.realms.Realms;
import io.lyceum.identity.internal.realms.SchoolRole;
import io.lyceum.shared.files.Files;
import io.lyceum.shared.web.SchoolFilter;
import io.lyceum.tenancy.Brand;
import io.lyceum.tenancy.BrandPalette;
import io.lyceum.tenancy.Brands;
import io.lyceum.tenancy.Domains;
import io.lyceum.tenancy.Hosts;
import io.lyceum.tenancy.School;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Keeps the realm of the current school as its rows say it should be. */
@ApplicationScoped
public class RealmKeeper {

    @Inject Realms realms;
    @Inject RealmSettings settings;
    @Inject Brands brands;
    @Inject Domains domains;
    @Inject Files files;
    @Inject Hosts hosts;

    @Inject
    @ConfigProperty(name = "lyceum.backchannel-url", defaultValue = "http://127.0.0.1:8080")
    String backchannel;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.host", defaultValue = "127.0.0.1")
    String smtpHost;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.port", defaultValue = "1025")
    int smtpPort;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.from", defaultValue = "no-reply@lyceum.example")
    String smtpFrom;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.user")
    Optional<String> smtpUser;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.password")
    Optional<String> smtpPassword;

    @Inject
    @ConfigProperty(name = "lyceum.smtp.security", defaultValue = "NONE")
    RealmMail.Encryption smtpEncryption;

    /** Makes the realm with its roles and clients; the keys are stored first. */
    void ensure(School school) {
        String host = school.isPlatform() ? hosts.platformHost() : hosts.subdomainOf(school.slug());
        URI frontend = URI.create(hosts.identityOrigin(host));
        if (settings.find().isEmpty()) {
            RealmSecrets fresh = RealmSecrets.generate();
            settings.store(
                    school.slug(),
                    Realms.issuer(frontend, school.slug()).toString(),
                    fresh.web(),
                    fresh.provisioner());
        }
        Realm realm = settings.find().orElseThrow();
        Brand brand = brands.latest();
        realms.ensureRealm(
                new RealmSpec(
                        school.slug(),
                        school.isPlatform() ? RealmSpec.Kind.PLATFORM : RealmSpec.Kind.SCHOOL,
                        brand.name(),
                        school.locale(),
                        RealmSpec.LOCALES,
                        frontend,
                        origins(),
                        URI.create(backchannel + SchoolFilter.BACK_CHANNEL + school.slug()),
                        new RealmMail(
                                smtpHost,
                                smtpPort,
                                smtpFrom,
                                smtpUser.map(u -> new RealmMail.Login(u, smtpPassword.orElse(""))),
                                smtpEncryption),
                        realmBrand(brand)),
                new RealmSecrets(realm.provisionerSecret(), realm.webSecret()));
    }

    /** Removes an account for good; one that is gone already is no error. */
    public void removeAccount(String subject) {
        realms.removeUser(access(), subject);
    }

    /**
     * Opens a learner's account, unless there is one; the realm mails how to set the password.
     *
     * @param welcome where they come afterwards
     * @return the {@code sub} that their tokens will carry
     */
    public String openAccount(String email, String name, Locale locale, URI welcome) {
        return realms.invite(
                        access(),
                        new Invitation(email, name, Set.of(SchoolRole.LEARNER), locale, welcome))
                .subject();
    }

    RealmAccess access() {
        Realm realm = settings.require();
        return new RealmAccess(realm.name(), realm.provisionerSecret());
    }

    void applyBrand() {
        Brand brand = brands.latest();
        realms.applyBrand(access(), brand.name(), realmBrand(brand));
    }

    void applyHosts() {
        realms.setRedirects(access(), origins());
    }

    private List<URI> origins() {
        return domains.origins().stream().map(URI::create).toList();
    }

    private RealmBrand realmBrand(Brand brand) {
        BrandPalette palette = BrandPalette.of(brand);
        // Login pages live on the school's host, so the logo's address is that of the primary one.
        Optional<URI> logo =
                brand.logo()
                        .flatMap(files::find)
                        .map(f -> URI.create(origins().get(0) + "/files/" + f.id() + "/logo"));
        return new RealmBrand(
                brand.name(),
                brand.tagline(),
                brand.primary(),
                brand.secondary(),
                scheme(palette.light()),
                scheme(palette.dark()),
                brand.radius().name().toLowerCase(Locale.ROOT),
                brand.typeface().name().toLowerCase(Locale.ROOT),
                logo);
    }

    private static RealmBrand.Scheme scheme(BrandPalette.Scheme scheme) {
        return new RealmBrand.Scheme(
                scheme.accent(), scheme.onAccent(), scheme.accentText(), scheme.surface());
    }
}
