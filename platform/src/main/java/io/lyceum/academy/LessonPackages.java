package io.lyceum.academy;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.lyceum.activities.Activity;
import io.lyceum.activities.ActivityResult;
import io.lyceum.identity.Person;
import io.lyceum.packages.PackageDesk;
import io.lyceum.packages.Packages;
import io.lyceum.packages.web.LessonPackageView;
import io.lyceum.shared.text.Messages;
import io.lyceum.shared.web.CurrentRequest;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Map;

/**
 * Draws the content packages of a lesson. No plugin is asked: that happens where the package runs,
 * so a lesson opens whatever its packages do.
 */
@ApplicationScoped
public class LessonPackages {

    /** The place of an activity in which its package runs. */
    static final String RUN = "run";

    private static final TemplateEngine ENGINE =
            TemplateEngine.createPrecompiled(
                    null,
                    ContentType.Html,
                    LessonPackages.class.getClassLoader(),
                    "io.lyceum.templates");

    private final Packages packages;
    private final PackageDesk desk;

    protected LessonPackages() {
        this(null, null);
    }

    @Inject
    LessonPackages(Packages packages, PackageDesk desk) {
        this.packages = packages;
        this.desk = desk;
    }

    /** What is known of the reader: they learn here, or they teach and look. */
    record Reader(Person person, boolean enrolled) {}

    /**
     * Draws a package.
     *
     * @param running whether the reader has asked to open it here
     * @param here the lesson's address
     */
    String drawn(
            Activity activity, ActivityResult result, Reader reader, boolean running, String here) {
        Messages words = Messages.of("packages", CurrentRequest.require().locale());
        if (packages.current(activity.id()).isEmpty()) {
            return html(view(activity, words.get("lesson.empty"), "", "", "", ""));
        }
        String notice = reader.enrolled() ? "" : words.get("lesson.preview");
        if (running) {
            PackageDesk.Opened opened = desk.open(activity, reader.person(), !reader.enrolled());
            return html(view(activity, notice, "", "", opened.address(), opened.origin()));
        }
        String open =
                result.complete()
                        ? "lesson.again"
                        : result.score().isPresent() ? "lesson.continue" : "lesson.start";
        String href =
                here
                        + "?activity="
                        + activity.id()
                        + "&place="
                        + RUN
                        + "#"
                        + LessonActivities.anchor(activity.id());
        return html(view(activity, notice, href, words.get(open), "", ""));
    }

    /** Draws a package for somebody who may not open it. */
    String told(Activity activity, String notice) {
        return html(view(activity, notice, "", "", "", ""));
    }

    private static LessonPackageView view(
            Activity activity,
            String notice,
            String openHref,
            String open,
            String frame,
            String origin) {
        return new LessonPackageView(
                CurrentRequest.require().locale(),
                activity.title(),
                notice,
                openHref,
                open,
                frame,
                origin);
    }

    private static String html(LessonPackageView view) {
        StringOutput output = new StringOutput();
        ENGINE.render("packages/lesson.jte", Map.of("view", view), output);
        return output.toString();
    }
}
