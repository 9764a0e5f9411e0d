package io.lyceum.commerce;

/**
 * Somebody who buys before they have an account; they get one once they have paid.
 *
 * @param token what their browser keeps: with it they see how their order stands
 */
public record Guest(String email, String name, String token) {

    public Guest {
        email = email.strip();
        name = name.strip();
    }
}
