package io.lyceum.admin.plans;

import io.lyceum.admin.shell.Form;

/** One plan as a form. */
public record PlanView(Form form, String back) {}
