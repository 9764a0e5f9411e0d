package io.lyceum.admin.courses;

/**
 * Asks before something goes for good.
 *
 * @param text what is lost, in one sentence
 * @param action where the removal is posted
 * @param back where nothing happens
 */
public record RemoveView(String text, String label, String action, String back) {}
