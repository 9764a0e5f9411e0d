package io.lyceum.admin.assignments;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/**
 * What an assignment asks for.
 *
 * @param form its fields; criteria are {@code c<i>} with levels {@code c<i>-l<j>}, each with {@code
 *     -points} and {@code -text}
 * @param criteria how many levels each has, with one empty at the end of each and of all
 * @param zone the school's time zone, in words
 * @param waiting how many submissions wait to be marked
 */
public record AssignmentView(
        Form form,
        List<Integer> criteria,
        List<Option> due,
        List<Option> completion,
        String zone,
        long waiting,
        String submissions,
        String look) {}
