package io.lyceum.tenancy;

/** A way to see that whoever runs a domain has put our token there. */
public interface DomainCheck {

    /**
     * Looks for the token.
     *
     * @param host the domain, in ASCII form
     * @param token what must be found
     */
    Finding look(String host, String token);

    /** What was seen; whoever shows it has the words. */
    enum Finding {
        /** The token is there: the domain is proven. */
        TOKEN,

        /** There is no TXT record. */
        NO_RECORD,

        /** The TXT record holds something else. */
        OTHER_RECORD,

        /** The name server is silent. */
        NO_NAME_SERVER,

        /** The host does not exist in DNS. */
        NO_HOST,

        /** The host leads to an address inside a network, which is not asked. */
        PRIVATE_ADDRESS,

        /** The host answers, but has no such file. */
        NO_FILE,

        /** The file holds something else. */
        OTHER_FILE,

        /** The host does not answer. */
        NO_ANSWER
    }
}
