package io.lyceum.notifications;

/**
 * What differs from one notification of a kind to another.
 *
 * @param course title of the course; empty if it is about none
 * @param lesson title of a lesson; empty if it is about none
 * @param count how many there are of what it tells about
 * @param percent how much of the course is done
 * @param path where it leads, from the school's own address
 */
public record Facts(String course, String lesson, int count, int percent, String path) {

    /** Facts of something that leads somewhere. */
    public static Facts at(String path) {
        return new Facts("", "", 0, 0, path);
    }
}
