package io.lyceum.admin.courses;

import io.lyceum.admin.shell.Option;
import java.util.List;
import java.util.Optional;

/**
 * What can be done with chosen lessons, or with one module.
 *
 * @param path of what is done to the outline
 * @param mark of the order that the places are of
 * @param titles of what was chosen
 * @param lessons ids of the lessons; none where a module was chosen
 * @param module id of the module, if one was chosen
 * @param rename where its new title is sent, if one thing was chosen
 * @param remove where a POST removes it
 * @param places where it can go
 */
public record ChosenView(
        String path,
        String back,
        String mark,
        List<String> titles,
        List<String> lessons,
        Optional<String> module,
        Optional<String> rename,
        String remove,
        List<Places> places) {

    /** Places with the module that they lie in. */
    public record Places(String title, List<Option> options) {}
}
