package io.lyceum.plugins.scorm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Reads the script of {@code adlcp:prerequisites}: item ids, {@code &} and, {@code |} or, {@code ~}
 * not, {@code =} and {@code <>} against a status, parentheses, with {@code ~} binding closest and
 * {@code |} least. Lists such as {@code 2*{a,b,c}} are not understood. (AICC CMI001, 6.5; SCORM 1.2
 * CAM 2.3.2.5.2.)
 */
final class Prerequisites {

    private static final int DEEPEST = 50;
    private static final Set<String> STATUSES =
            Set.of("passed", "completed", "failed", "incomplete", "browsed", "not attempted");

    /** A status of an item; empty for an item that is not there. */
    interface Statuses extends Function<String, String> {}

    private interface Expression {
        boolean met(Statuses statuses);
    }

    private static final class Unreadable extends Exception {
        private static final long serialVersionUID = 1L;

        Unreadable(String what) {
            super(what);
        }
    }

    private final List<String> tokens = new ArrayList<>();
    private final Set<String> items;
    private int at;
    private int depth;

    private Prerequisites(String script, Set<String> items) throws Unreadable {
        this.items = items;
        split(script);
    }

    /** Says what in a script is not understood; nothing when all of it is. */
    static Optional<String> problem(String script, Set<String> items) {
        try {
            new Prerequisites(script, items).whole();
            return Optional.empty();
        } catch (Unreadable e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Says whether a script is met; one that is not understood keeps nobody out. */
    static boolean met(String script, Set<String> items, Statuses statuses) {
        if (script.isBlank()) {
            return true;
        }
        try {
            return new Prerequisites(script, items).whole().met(statuses);
        } catch (Unreadable e) {
            return true;
        }
    }

    private void split(String script) throws Unreadable {
        int i = 0;
        while (i < script.length()) {
            char c = script.charAt(i);
            if (Character.isWhitespace(c)) {
                i++;
            } else if (c == '<' && script.startsWith("<>", i)) {
                tokens.add("<>");
                i += 2;
            } else if ("&|~=()".indexOf(c) >= 0) {
                tokens.add(String.valueOf(c));
                i++;
            } else if (c == '"') {
                int end = script.indexOf('"', i + 1);
                if (end < 0) {
                    throw new Unreadable("\"");
                }
                tokens.add(script.substring(i, end + 1));
                i = end + 1;
            } else if ("{}*,<>".indexOf(c) >= 0) {
                throw new Unreadable(String.valueOf(c));
            } else {
                int start = i;
                while (i < script.length()
                        && !Character.isWhitespace(script.charAt(i))
                        && "&|~=()\"{}*,<>".indexOf(script.charAt(i)) < 0) {
                    i++;
                }
                tokens.add(script.substring(start, i));
            }
        }
    }

    private Expression whole() throws Unreadable {
        Expression expression = either();
        if (at < tokens.size()) {
            throw new Unreadable(tokens.get(at));
        }
        return expression;
    }

    private Expression either() throws Unreadable {
        Expression left = both();
        while (take("|")) {
            Expression first = left;
            Expression second = both();
            left = statuses -> first.met(statuses) || second.met(statuses);
        }
        return left;
    }

    private Expression both() throws Unreadable {
        Expression left = one();
        while (take("&")) {
            Expression first = left;
            Expression second = one();
            left = statuses -> first.met(statuses) && second.met(statuses);
        }
        return left;
    }

    private Expression one() throws Unreadable {
        if (++depth > DEEPEST) {
            throw new Unreadable("(((");
        }
        try {
            if (take("~")) {
                Expression denied = one();
                return statuses -> !denied.met(statuses);
            }
            if (take("(")) {
                Expression inner = either();
                if (!take(")")) {
                    throw new Unreadable("(");
                }
                return inner;
            }
            return item();
        } finally {
            depth--;
        }
    }

    private Expression item() throws Unreadable {
        String id = name();
        if (!items.contains(id)) {
            throw new Unreadable(id);
        }
        if (take("=")) {
            String status = status();
            return statuses -> statuses.apply(id).equals(status);
        }
        if (take("<>")) {
            String status = status();
            return statuses -> !statuses.apply(id).equals(status);
        }
        return statuses -> Set.of("passed", "completed").contains(statuses.apply(id));
    }

    private String name() throws Unreadable {
        if (at >= tokens.size()) {
            throw new Unreadable("…");
        }
        String token = tokens.get(at++);
        if ("&|~=()<>".contains(token)) {
            throw new Unreadable(token);
        }
        return token.startsWith("\"") ? token.substring(1, token.length() - 1) : token;
    }

    private String status() throws Unreadable {
        String word = name().toLowerCase(Locale.ROOT);
        // Two words may stand there without quotes, and AICC allows the first letter.
        if (word.equals("not")
                && at < tokens.size()
                && tokens.get(at).equalsIgnoreCase("attempted")) {
            at++;
            return "not attempted";
        }
        for (String status : STATUSES) {
            if (status.equals(word) || status.substring(0, 1).equals(word)) {
                return status;
            }
        }
        throw new Unreadable(word);
    }

    private boolean take(String token) {
        boolean there = at < tokens.size() && tokens.get(at).equals(token);
        if (there) {
            at++;
        }
        return there;
    }
}
