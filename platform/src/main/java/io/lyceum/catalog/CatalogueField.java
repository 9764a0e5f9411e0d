package io.lyceum.catalog;

/** What a column of a table of courses can mean. */
public enum CatalogueField {
    TITLE,
    SLUG,
    SUBTITLE,
    DESCRIPTION,
    CATEGORY,
    LEVEL,
    LANGUAGE,
    PRICE,
    CURRENCY,
    DURATION,
    TEACHER,
    TAGS,
    IMAGE_URL,
    EXTERNAL_ID
}
