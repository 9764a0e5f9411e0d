package io.lyceum.admin.certificates;

import io.lyceum.admin.shell.Form;
import java.time.Instant;

/** Taking a certificate back; the reason is shown to whoever checks it. */
public record RevokeView(Form form, String learner, String course, String code, Instant issued) {}
