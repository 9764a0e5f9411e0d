package io.lyceum.server;

import io.lyceum.server.Forms.Form;
import java.util.regex.Pattern;

/** A quiz as a teacher fills it: from GIFT. */
final class SampleQuiz {

    private SampleQuiz() {}

    /**
     * Reads questions into a quiz that was added.
     *
     * @param path of its page in the back office
     */
    static void fill(Forms teacher, String path, String gift) {
        String page = teacher.get(path + "?place=import").expect(200).body();
        Form paste = Forms.find(page, "gift-read");
        String area =
                Pattern.compile("<textarea[^>]*name=\"([^\"]+)\"")
                        .matcher(paste.html())
                        .results()
                        .map(m -> m.group(1))
                        .findFirst()
                        .orElseThrow();
        Answer read = teacher.send(paste.with(area, gift));
        String preview =
                read.status() == 303
                        ? teacher.get(read.redirect()).expect(200).body()
                        : read.expect(200).body();
        teacher.send(Forms.find(preview, "gift-add")).expect(303);
    }
}
