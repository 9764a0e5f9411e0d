package io.lyceum.catalog.internal;

import io.lyceum.catalog.CategoryId;
import io.lyceum.catalog.Course;
import io.lyceum.catalog.CourseChange;
import io.lyceum.catalog.CourseId;
import io.lyceum.shared.persistence.SchoolOwned;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The row of a course. */
@Entity(name = "CourseRow")
@Table(name = "course")
public class CourseRow extends SchoolOwned {

    @Column(name = "slug")
    private String slug = "";

    @Column(name = "title")
    private String title = "";

    @Column(name = "subtitle")
    private String subtitle = "";

    @Column(name = "description")
    private String description = "";

    @Column(name = "language")
    private String language = "en";

    @Enumerated(EnumType.STRING)
    @Column(name = "level")
    private Course.Level level = Course.Level.ALL;

    @Column(name = "category_id")
    private UUID category;

    @Column(name = "teacher_id")
    private UUID teacher;

    @Column(name = "teacher_name")
    private String teacherName = "";

    @Column(name = "icon")
    private String icon = "book";

    @Column(name = "tags")
    private String tags = "";

    @Column(name = "price_minor")
    private long priceMinor;

    @Column(name = "currency")
    private String currency = "EUR";

    @Column(name = "licence")
    private String licence = "";

    @Column(name = "attribution")
    private String attribution = "";

    @Enumerated(EnumType.STRING)
    @Column(name = "status")
    private Course.Status status = Course.Status.DRAFT;

    @Column(name = "lesson_count", insertable = false, updatable = false)
    private int lessonCount;

    @Column(name = "minutes", insertable = false, updatable = false)
    private int minutes;

    @Column(name = "created_at", updatable = false)
    private Instant createdAt = Instant.EPOCH;

    @Column(name = "updated_at")
    private Instant updatedAt = Instant.EPOCH;

    @Column(name = "published_at")
    private Instant publishedAt;

    @Column(name = "publish_at")
    private Instant publishAt;

    protected CourseRow() {}

    public CourseRow(UUID id, UUID teacher, CourseChange change, String slug, Instant now) {
        super(id);
        this.teacher = teacher;
        this.createdAt = now;
        change(change, slug, now);
    }

    /** Takes over what the teacher says. */
    public final void change(CourseChange change, String slug, Instant now) {
        this.slug = slug;
        title = change.title();
        subtitle = change.subtitle();
        description = change.description();
        language = change.language();
        level = change.level();
        category = change.category().map(CategoryId::value).orElse(null);
        teacherName = change.teacherName();
        icon = change.icon();
        tags = String.join(",", change.tags());
        priceMinor = change.priceMinor();
        currency = change.currency();
        licence = change.licence();
        attribution = change.attribution();
        updatedAt = now;
    }

    public void publish(Instant now) {
        status = Course.Status.PUBLISHED;
        updatedAt = now;
        publishAt = null;
        if (publishedAt == null) {
            publishedAt = now;
        }
    }

    public void become(Course.Status status, Instant now) {
        this.status = status;
        updatedAt = now;
        publishAt = null;
    }

    /** Goes live at a moment; null for never. */
    public void publishAt(@Nullable Instant moment, Instant now) {
        publishAt = moment;
        updatedAt = now;
    }

    /** Whether it is a draft that should be live by now. */
    public boolean isDue(Instant now) {
        return status == Course.Status.DRAFT && publishAt != null && !publishAt.isAfter(now);
    }

    public void touch(Instant now) {
        updatedAt = now;
    }

    public String slug() {
        return slug;
    }

    public Course view() {
        return new Course(
                new CourseId(id()),
                slug,
                title,
                subtitle,
                description,
                language,
                level,
                Optional.ofNullable(category).map(CategoryId::new),
                teacherName,
                icon,
                tagsOf(tags),
                priceMinor,
                currency,
                licence,
                attribution,
                status,
                lessonCount,
                minutes,
                createdAt,
                updatedAt,
                Optional.ofNullable(publishedAt),
                Optional.ofNullable(publishAt),
                version());
    }

    /** Splits the stored form of tags. */
    public static List<String> tagsOf(String stored) {
        return Arrays.stream(stored.split(",")).filter(t -> !t.isBlank()).toList();
    }
}
