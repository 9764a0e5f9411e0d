package io.lyceum.identity.internal.realms;

/**
 * What opens one realm for upkeep.
 *
 * @param realm name of the realm: the school's slug, or {@code platform}
 * @param provisionerSecret secret of the realm's {@code lyceum-provisioner}
 */
public record RealmAccess(String realm, String provisionerSecret) {

    public RealmAccess {
        RealmSpec.requireName(realm);
    }

    @Override
    public String toString() {
        return "RealmAccess[" + realm + "]";
    }
}
