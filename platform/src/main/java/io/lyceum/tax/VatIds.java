package io.lyceum.tax;

import io.lyceum.tax.internal.CheckDigits;
import io.lyceum.tax.internal.Vies;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;

/** Checks VAT ids of buyers. Call it outside of transactions: the service may be asked. */
@ApplicationScoped
public class VatIds {

    private final CheckDigits digits;
    private final Vies vies;
    private final Taxes taxes;

    protected VatIds() {
        this(null, null, null);
    }

    @Inject
    VatIds(CheckDigits digits, Vies vies, Taxes taxes) {
        this.digits = digits;
        this.vies = vies;
        this.taxes = taxes;
    }

    /** Tells whether the European Union's service is set up here. */
    public boolean viesReady() {
        return vies.ready();
    }

    /**
     * Checks a VAT id as somebody wrote it: by its check digits, and by the service if the school
     * wants that and it is set up. If the service does not answer, it is not known.
     */
    public VatIdAnswer check(String typed) {
        String vatId = normal(typed);
        VatIdAnswer written = digits.check(vatId);
        if (written.state() == VatIdAnswer.State.INVALID
                || !vies.ready()
                || !taxes.setting().askVies()) {
            return written;
        }
        return vies.check(vatId);
    }

    static String normal(String typed) {
        String vatId = typed.replaceAll("[\\s.\\-/]", "").toUpperCase(Locale.ROOT);
        return vatId.startsWith("GR") ? "EL" + vatId.substring(2) : vatId;
    }
}
