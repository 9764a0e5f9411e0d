package io.lyceum.admin.people;

import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Option;
import java.util.List;

/** The form that invites one person. */
public record InviteView(Form form, List<Option> roles) {}
