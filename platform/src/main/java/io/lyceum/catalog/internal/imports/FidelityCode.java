package io.lyceum.catalog.internal.imports;

import io.lyceum.catalog.ImportSeverity;
import io.lyceum.catalog.internal.text.MarkdownNote;

/**
 * Each thing that a fidelity report can say. Its words are {@code fidelity.<name>.what} and {@code
 * fidelity.<name>.why} in the message bundle {@code imports}, with arguments {@code a}, {@code b},
 * {@code c} and, for plurals, the same as numbers {@code an}, {@code bn}, {@code cn}.
 */
public enum FidelityCode {
    COURSE_COMES_IN(ImportSeverity.COMES_IN),
    DESCRIPTION_COMES_IN(ImportSeverity.COMES_IN),
    ATTRIBUTION_COMES_IN(ImportSeverity.COMES_IN),
    LESSON_COMES_IN(ImportSeverity.COMES_IN),
    FILE_COMES_IN(ImportSeverity.COMES_IN),
    ACTIVITY_COMES_IN(ImportSeverity.COMES_IN),
    ROW_COMES_IN(ImportSeverity.COMES_IN),

    IMAGE_EXTERNAL(ImportSeverity.CHANGED),
    DIV_UNKNOWN(ImportSeverity.CHANGED),
    DIV_UNCLOSED(ImportSeverity.CHANGED),
    DIV_STRAY_CLOSE(ImportSeverity.CHANGED),
    INSTRUCTOR_NOTE(ImportSeverity.CHANGED),
    TABLE_AS_TEXT(ImportSeverity.CHANGED),
    CODE_NOT_RUN(ImportSeverity.CHANGED),
    TITLE_FROM_FILE_NAME(ImportSeverity.CHANGED),
    TITLE_SHORTENED(ImportSeverity.CHANGED),
    MINUTES_UNREADABLE(ImportSeverity.CHANGED),
    SLUG_CHANGED(ImportSeverity.CHANGED),
    SLUG_TAKEN(ImportSeverity.CHANGED),
    LANGUAGE_UNKNOWN(ImportSeverity.CHANGED),
    LICENCE_MISSING(ImportSeverity.CHANGED),
    ENCODING_CHANGED(ImportSeverity.CHANGED),
    LEVEL_UNKNOWN(ImportSeverity.CHANGED),
    VALUE_SHORTENED(ImportSeverity.CHANGED),
    TAGS_DROPPED(ImportSeverity.CHANGED),
    DURATION_UNREADABLE(ImportSeverity.CHANGED),
    DRAWING_CLEANED(ImportSeverity.CHANGED),
    ACTIVITY_CHANGED(ImportSeverity.CHANGED),

    LINK_LOST(ImportSeverity.LOST),
    LINK_UNSAFE(ImportSeverity.LOST),
    ACTIVITY_LOST(ImportSeverity.LOST),
    IMAGE_LOST(ImportSeverity.LOST),
    LIQUID(ImportSeverity.LOST),
    KRAMDOWN_ATTRIBUTES(ImportSeverity.LOST),
    HTML_REMOVED(ImportSeverity.LOST),
    TOO_COMPLEX(ImportSeverity.LOST),
    EPISODE_MISSING(ImportSeverity.LOST),
    EPISODE_NOT_LISTED(ImportSeverity.LOST),
    PAGE_FOR_INSTRUCTORS(ImportSeverity.LOST),
    FILES_NOT_PART_OF_COURSE(ImportSeverity.LOST),
    FILE_TYPE_NOT_KEPT(ImportSeverity.LOST),
    COLUMN_IGNORED(ImportSeverity.LOST),
    PICTURE_ADDRESS_IGNORED(ImportSeverity.LOST),

    FILE_TOO_LARGE(ImportSeverity.REFUSED),
    FILE_NOT_ACCEPTED(ImportSeverity.REFUSED),
    LESSON_TOO_LONG(ImportSeverity.REFUSED),
    TEXT_UNREADABLE(ImportSeverity.REFUSED),
    FRONT_MATTER_UNREADABLE(ImportSeverity.REFUSED),
    FILE_DATA_MISSING(ImportSeverity.REFUSED),
    MISTAKE(ImportSeverity.REFUSED),
    ROW_WITHOUT_TITLE(ImportSeverity.REFUSED),
    ROW_PRICE_UNREADABLE(ImportSeverity.REFUSED),
    ROW_CURRENCY_UNKNOWN(ImportSeverity.REFUSED),
    ROW_SLUG_UNUSABLE(ImportSeverity.REFUSED),
    ROW_TWICE(ImportSeverity.REFUSED),
    ROW_TOO_MANY_FIELDS(ImportSeverity.REFUSED),
    ROW_TOO_LARGE(ImportSeverity.REFUSED),
    ROW_BROKEN_CHARACTERS(ImportSeverity.REFUSED),
    ROW_UNREADABLE(ImportSeverity.REFUSED),
    ROW_EXISTS(ImportSeverity.REFUSED),
    ROW_FAILED(ImportSeverity.REFUSED);

    private final ImportSeverity severity;

    FidelityCode(ImportSeverity severity) {
        this.severity = severity;
    }

    public ImportSeverity severity() {
        return severity;
    }

    static FidelityCode of(MarkdownNote.Kind kind) {
        return switch (kind) {
            case LINK_LOST -> LINK_LOST;
            case LINK_UNSAFE -> LINK_UNSAFE;
            case IMAGE_LOST -> IMAGE_LOST;
            case IMAGE_EXTERNAL -> IMAGE_EXTERNAL;
            case DIV_UNKNOWN -> DIV_UNKNOWN;
            case DIV_UNCLOSED -> DIV_UNCLOSED;
            case DIV_STRAY_CLOSE -> DIV_STRAY_CLOSE;
            case INSTRUCTOR_NOTE -> INSTRUCTOR_NOTE;
            case TABLE_AS_TEXT -> TABLE_AS_TEXT;
            case LIQUID -> LIQUID;
            case KRAMDOWN_ATTRIBUTES -> KRAMDOWN_ATTRIBUTES;
            case CODE_NOT_RUN -> CODE_NOT_RUN;
            case HTML_REMOVED -> HTML_REMOVED;
            case TOO_COMPLEX -> TOO_COMPLEX;
        };
    }
}
