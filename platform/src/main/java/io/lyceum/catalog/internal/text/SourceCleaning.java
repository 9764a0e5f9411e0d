package io.lyceum.catalog.internal.text;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Takes out of a source what is no Markdown: HTML comments, kramdown attribute lists, Liquid tags.
 * Lines stay where they are, so that notes about the result name the author's line. Code is left
 * alone.
 */
final class SourceCleaning {

    private static final Pattern FENCE = Pattern.compile("[ \\t]*(`{3,}|~{3,})([^`]*)");
    private static final Pattern KRAMDOWN = Pattern.compile("\\{::?[^{}]{1,200}}");
    private static final Pattern LIQUID =
            Pattern.compile(
                    "\\{%-?[^%]{1,400}%}"
                            + "|\\{\\{-?\\s*(?:site|page|include|layout|relative_root_path"
                            + "|jekyll|baseurl)\\b[^{}]{0,400}}}");
    private static final Pattern R_CHUNK = Pattern.compile("\\s*\\{(?:r|python|bash|sh)\\b.*");
    private static final Pattern R_INLINE = Pattern.compile("`r [^`]{1,200}`");

    /** Nobody writes such lines; looking for tags in them would take time by the square. */
    private static final int LONGEST_LINE = 20_000;

    private final List<MarkdownNote> notes;
    private boolean inComment;

    SourceCleaning(List<MarkdownNote> notes) {
        this.notes = notes;
    }

    String clean(String source) {
        String[] lines = source.split("\\r\\n|\\n|\\r", -1);
        int lastCommentEnd = lastLineWith(lines, "-->");
        List<String> result = new ArrayList<>(lines.length);
        String fence = "";
        for (int i = 0; i < lines.length; i++) {
            String line = lines[i];
            Matcher opening = FENCE.matcher(line);
            if (line.length() > LONGEST_LINE) {
                result.add(line);
            } else if (!fence.isEmpty()) {
                String trimmed = line.strip();
                boolean closes =
                        trimmed.length() >= fence.length()
                                && trimmed.startsWith(fence)
                                && trimmed.chars().allMatch(c -> c == trimmed.charAt(0));
                fence = closes ? "" : fence;
                result.add(line);
            } else if (!inComment && opening.matches()) {
                fence = opening.group(1);
                if (R_CHUNK.matcher(opening.group(2)).matches()) {
                    note(i, MarkdownNote.Kind.CODE_NOT_RUN, line.strip());
                }
                result.add(line);
            } else {
                String kept = withoutComments(line, i < lastCommentEnd);
                result.add(withoutTags(kept, i));
            }
        }
        return String.join("\n", result);
    }

    private static int lastLineWith(String[] lines, String mark) {
        for (int i = lines.length - 1; i >= 0; i--) {
            if (lines[i].contains(mark)) {
                return i;
            }
        }
        return -1;
    }

    /** A comment that is never closed is text: it must not swallow the rest of a lesson. */
    private String withoutComments(String line, boolean closedLater) {
        StringBuilder kept = new StringBuilder();
        int at = 0;
        while (at <= line.length()) {
            if (inComment) {
                int end = line.indexOf("-->", at);
                if (end < 0) {
                    return kept.toString();
                }
                inComment = false;
                at = end + 3;
            }
            int start = line.indexOf("<!--", at);
            if (start < 0 || isInCodeSpan(line, start)) {
                return kept.append(line, at, line.length()).toString();
            }
            kept.append(line, at, start);
            if (line.indexOf("-->", start + 4) < 0 && !closedLater) {
                return kept.append("&lt;!--").append(line, start + 4, line.length()).toString();
            }
            inComment = true;
            at = start + 4;
        }
        return kept.toString();
    }

    private String withoutTags(String line, int index) {
        String kept = line;
        if (kept.indexOf('{') >= 0) {
            kept = remove(KRAMDOWN, kept, index, MarkdownNote.Kind.KRAMDOWN_ATTRIBUTES);
            kept = remove(LIQUID, kept, index, MarkdownNote.Kind.LIQUID);
        }
        Matcher inline = R_INLINE.matcher(kept);
        while (inline.find()) {
            note(index, MarkdownNote.Kind.CODE_NOT_RUN, inline.group());
        }
        return kept;
    }

    private String remove(Pattern pattern, String line, int index, MarkdownNote.Kind kind) {
        Matcher found = pattern.matcher(line);
        StringBuilder kept = new StringBuilder();
        int last = 0;
        while (found.find()) {
            if (!isInCodeSpan(line, found.start())) {
                note(index, kind, found.group());
                kept.append(line, last, found.start());
                last = found.end();
            }
        }
        return kept.append(line, last, line.length()).toString();
    }

    private static boolean isInCodeSpan(String line, int position) {
        return line.substring(0, position).chars().filter(c -> c == '`').count() % 2 == 1;
    }

    private void note(int index, MarkdownNote.Kind kind, String subject) {
        notes.add(new MarkdownNote(index + 1, kind, subject));
    }
}
