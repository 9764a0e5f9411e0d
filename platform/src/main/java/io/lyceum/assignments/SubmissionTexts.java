package io.lyceum.assignments;

import com.ibm.icu.text.NumberFormat;
import io.lyceum.activities.Activity;
import io.lyceum.catalog.Course;
import java.util.Locale;

/** Facts about submissions in the reader's words. */
public final class SubmissionTexts {

    private SubmissionTexts() {}

    /** Writes points, for example "17" or "17.5". */
    public static String points(Locale reader, double points) {
        NumberFormat format = NumberFormat.getNumberInstance(reader);
        format.setMaximumFractionDigits(2);
        return format.format(points);
    }

    /** The address of an assignment within the school. */
    public static String path(Course course, String lessonSlug, Activity activity) {
        return "/courses/"
                + course.slug()
                + "/lessons/"
                + lessonSlug
                + "#activity-"
                + activity.id();
    }
}
