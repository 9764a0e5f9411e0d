package io.lyceum.admin.mail;

import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.messaging.MailKind;
import io.lyceum.messaging.MailText;
import io.lyceum.messaging.MailTexts;
import io.lyceum.messaging.MailTrials;
import io.lyceum.messaging.Wording;
import io.lyceum.shared.outbox.EventListener;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Forms;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** The words of the school's mails. */
@RequestScoped
@Path("/manage/mail-texts")
@Allow(Role.ADMIN)
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class MailTextsResource {

    static final String PATH = "/manage/mail-texts";
    private static final String EDIT = "mail/text";

    /** A mail brings its style along; nothing in it runs or is fetched but the logo. */
    private static final String MAIL_POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; sandbox; frame-ancestors 'none'";

    @Inject Desk desk;
    @Inject MailTexts texts;
    @Inject MailTrials trials;
    @Context HttpServletResponse servlet;

    @GET
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response list() {
        return desk.show(
                "mail/texts",
                desk.page("mailtexts.title", Place.MAIL)
                        .under("/manage/mail", desk.t("mail.title")),
                new MailTextsView(texts.list().stream().map(this::row).toList()));
    }

    private MailTextsView.Row row(MailText text) {
        return new MailTextsView.Row(
                path(text),
                kind(text.kind()),
                language(text.language()),
                text.wording().subject(),
                text.own()
                        ? Optional.of(new Badge(Tone.INFO, desk.t("mailtexts.own")))
                        : Optional.empty());
    }

    private static String path(MailText text) {
        return PATH
                + "/"
                + text.kind().name().toLowerCase(Locale.ROOT)
                + "/"
                + text.language().getLanguage();
    }

    private String kind(MailKind kind) {
        return desk.t("mailtexts.kind." + kind);
    }

    private static String language(Locale language) {
        return Desk.ownName(language.toLanguageTag());
    }

    @GET
    @Path("{mail}/{language}")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response show(@PathParam("mail") String mail, @PathParam("language") String language) {
        MailText text = texts.named(mail, language);
        return desk.show(EDIT, page(text), view(text, form(text)));
    }

    private Page page(MailText text) {
        return desk.page("mailtexts.title", Place.MAIL)
                .titled(kind(text.kind()) + " · " + language(text.language()))
                .under(PATH, desk.t("mailtexts.title"));
    }

    private static Form form(MailText text) {
        return Form.at(
                path(text),
                Map.of(
                        "subject",
                        text.wording().subject(),
                        "text",
                        text.wording().text(),
                        "version",
                        Integer.toString(text.version())));
    }

    private MailTextsView.Edit view(MailText text, Form form) {
        return new MailTextsView.Edit(
                form,
                path(text),
                text.own(),
                MailTexts.placeholders(text.kind()).stream().sorted().toList(),
                desk.person().email());
    }

    @POST
    @Path("{mail}/{language}")
    @Operation(hidden = true)
    public Response save(
            @PathParam("mail") String mail,
            @PathParam("language") String language,
            MultivaluedMap<String, String> form) {
        MailText text = texts.named(mail, language);
        try {
            texts.save(
                    text.kind(),
                    text.language(),
                    Forms.number(form, "version"),
                    new Wording(Desk.value(form, "subject"), Desk.value(form, "text")));
            return desk.done(path(text), "mailtexts.saved");
        } catch (Problem problem) {
            return desk.refuse(
                    problem, EDIT, page(text), view(text, desk.refused(form(text), form, problem)));
        }
    }

    @POST
    @Path("{mail}/{language}/reset")
    @Operation(hidden = true)
    public Response reset(@PathParam("mail") String mail, @PathParam("language") String language) {
        MailText text = texts.named(mail, language);
        texts.reset(text.kind(), text.language());
        return desk.done(path(text), "mailtexts.reset.done");
    }

    /** The mail as it arrives, about a course that does not exist. */
    @GET
    @Path("{mail}/{language}/preview")
    @Consumes(MediaType.WILDCARD)
    @Operation(hidden = true)
    public Response preview(
            @PathParam("mail") String mail, @PathParam("language") String language) {
        MailText text = texts.named(mail, language);
        servlet.setHeader("Content-Security-Policy", MAIL_POLICY);
        return Response.ok(
                        trials.preview(text.kind(), text.language(), reader()).html(),
                        "text/html; charset=utf-8")
                .header("Cache-Control", "no-store")
                .build();
    }

    private UUID reader() {
        return desk.person().id().value();
    }

    @POST
    @Path("{mail}/{language}/test")
    @Operation(hidden = true)
    public Response test(@PathParam("mail") String mail, @PathParam("language") String language) {
        MailText text = texts.named(mail, language);
        try {
            trials.send(text.kind(), text.language(), reader());
            return desk.done(path(text), "mailtexts.sent", "address", desk.person().email());
        } catch (EventListener.Undeliverable | EventListener.Unavailable e) {
            return desk.done(path(text), "mailtexts.unsent");
        }
    }
}
