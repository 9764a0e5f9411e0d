package io.lyceum.bench;

import java.util.Map;

/**
 * One request and what a good answer is.
 *
 * @param kind what is told apart in a mix of calls
 * @param host value of the Host header
 * @param status the only status that is right
 * @param atLeast bytes that the body has at least, so that an error page never counts as a page
 */
record Call(
        String kind,
        String host,
        String path,
        Map<String, String> headers,
        int status,
        int atLeast) {

    Call(String host, String path, int atLeast) {
        this("", host, path, Map.of(), 200, atLeast);
    }

    Call with(String header, String value) {
        return new Call(kind, host, path, Map.of(header, value), status, atLeast);
    }

    Call of(String kind) {
        return new Call(kind, host, path, headers, status, atLeast);
    }
}
