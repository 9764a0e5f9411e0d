package io.lyceum.devstack;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PluginLogTest {

    private static String line(String level, String message) {
        return Http.json(
                java.util.Map.of(
                        "type",
                        "liberty_message",
                        "module",
                        "io.lyceum.plugin",
                        "loglevel",
                        level,
                        "message",
                        message));
    }

    @Test
    void what_a_plugin_says_is_shown_without_the_servers_facts() {
        assertEquals(
                Optional.of("  │ essay@1.0.0-dev: Привет"),
                PluginLog.shown(line("INFO", "essay@1.0.0-dev: Привет"), "essay@1.0.0-dev"));
    }

    @Test
    void what_went_wrong_stands_out() {
        assertEquals(
                Optional.of("  ! plugin essay@1.0.0-dev at alder: activity essay.author: no"),
                PluginLog.shown(
                        line(
                                "WARNING",
                                "plugin essay@1.0.0-dev at alder: activity essay.author: no"),
                        "essay@1.0.0-dev"));
    }

    @Test
    void other_versions_and_other_lines_are_left_out() {
        assertEquals(
                Optional.empty(),
                PluginLog.shown(line("INFO", "quiz@1.0.0: something"), "essay@1.0.0-dev"));
        assertEquals(Optional.empty(), PluginLog.shown(line("INFO", "anything"), ""));
    }
}
