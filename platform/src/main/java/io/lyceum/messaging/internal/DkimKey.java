package io.lyceum.messaging.internal;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import org.apache.james.jdkim.DKIMSigner;
import org.apache.james.jdkim.exceptions.FailException;

/**
 * What mails of a domain are signed with (RFC 6376).
 *
 * @param key RSA, PKCS #8 in Base64
 */
record DkimKey(String domain, String selector, String key) {

    private static final String HEADER = "DKIM-Signature";

    /** Those that readers see and programs act on. */
    private static final String SIGNED =
            "from:to:reply-to:subject:date:message-id:mime-version:content-type:list-unsubscribe:list-unsubscribe-post";

    /** Signs a mail that nobody changes any more. */
    void sign(MimeMessage message) throws MessagingException {
        try {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            message.writeTo(bytes);
            String header =
                    new DKIMSigner(template(), privateKey())
                            .sign(new ByteArrayInputStream(bytes.toByteArray()));
            message.setHeader(HEADER, header.substring(HEADER.length() + 1).strip());
        } catch (IOException | FailException e) {
            throw new MessagingException("the mail cannot be signed", e);
        }
    }

    private String template() {
        return "v=1; a=rsa-sha256; c=relaxed/relaxed; d="
                + domain
                + "; s="
                + selector
                + "; h="
                + SIGNED
                + "; bh=; b=;";
    }

    private PrivateKey privateKey() {
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("a mail server's key does not sign", e);
        }
    }

    @Override
    public String toString() {
        return "DkimKey[" + selector + "._domainkey." + domain + "]";
    }
}
