package io.lyceum.commerce;

/** What Stripe asks of the owner of an account, in kinds that people know. */
public enum Demand {
    BUSINESS,
    COMPANY,
    NAME,
    BIRTH,
    ADDRESS,
    CONTACT,
    TAX_NUMBER,
    IDENTITY,
    OWNERS,
    BANK,
    TERMS,
    OTHER;

    /**
     * Sorts a requirement.
     *
     * @param requirement as Stripe names it, such as {@code individual.dob.day}
     */
    public static Demand of(String requirement) {
        String name = requirement.contains(":") ? requirement.split(":", 2)[0] : requirement;
        if (name.contains("tax_id")
                || name.contains("id_number")
                || name.contains("ssn_last_4")
                || name.contains("vat_id")
                || name.contains("export_license")) {
            return TAX_NUMBER;
        }
        if (name.contains("verification") || name.startsWith("documents.")) {
            return IDENTITY;
        }
        if (name.startsWith("external_account")) {
            return BANK;
        }
        if (name.startsWith("tos_acceptance")) {
            return TERMS;
        }
        if (name.startsWith("business_profile") || name.equals("business_type")) {
            return BUSINESS;
        }
        if (name.startsWith("owners")
                || name.startsWith("directors")
                || name.startsWith("executives")
                || name.contains("_provided")
                || name.contains("relationship")) {
            return OWNERS;
        }
        if (name.contains("dob")) {
            return BIRTH;
        }
        if (name.contains("address")) {
            return ADDRESS;
        }
        if (name.contains("email") || name.contains("phone")) {
            return CONTACT;
        }
        if (name.contains("first_name") || name.contains("last_name")) {
            return NAME;
        }
        return name.startsWith("company") ? COMPANY : OTHER;
    }
}
