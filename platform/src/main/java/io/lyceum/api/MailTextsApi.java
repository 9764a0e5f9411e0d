package io.lyceum.api;

import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.messaging.MailText;
import io.lyceum.messaging.MailTexts;
import io.lyceum.messaging.Wording;
import io.lyceum.shared.web.Bodies;
import io.lyceum.shared.web.Etags;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The words of the school's mails. */
@Path("/api/v1/mail-texts")
@Tag(name = "Mail")
@Allow(Role.ADMIN)
@RequestScoped
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public class MailTextsApi {

    @Inject MailTexts texts;

    @GET
    @Operation(
            summary = "Lists what the school's mails say",
            description = "By mail and language; the usual words have version 0.")
    public List<Body> list() {
        return texts.list().stream().map(Body::of).toList();
    }

    @GET
    @Path("{mail}/{language}")
    @Operation(
            summary = "Reads what a mail says",
            description = "`welcome`, `enrolment` or `completion`; `en` or `ru`.")
    public Response read(@PathParam("mail") String mail, @PathParam("language") String language) {
        return answer(texts.named(mail, language));
    }

    @PUT
    @Path("{mail}/{language}")
    @Operation(
            summary = "Has a mail say something else",
            description =
                    "If-Match with the version that was read, `\"v0\"` for the usual words. `{name}`,"
                            + " `{school}` and `{course}` stand for what differs from mail to mail; an"
                            + " empty line begins a new paragraph.")
    public Response save(
            @PathParam("mail") String mail,
            @PathParam("language") String language,
            @HeaderParam("If-Match") String ifMatch,
            WordsBody body) {
        int version = Math.toIntExact(Etags.require(ifMatch));
        MailText text = texts.named(mail, language);
        return answer(
                texts.save(text.kind(), text.language(), version, Bodies.require(body).wording()));
    }

    @DELETE
    @Path("{mail}/{language}")
    @Operation(summary = "Has a mail say the usual words again")
    public void reset(@PathParam("mail") String mail, @PathParam("language") String language) {
        MailText text = texts.named(mail, language);
        texts.reset(text.kind(), text.language());
    }

    private static Response answer(MailText text) {
        return Etags.ok(Body.of(text), text.version());
    }

    /** What a mail says. */
    public record Body(
            @Schema(example = "welcome") String mail,
            @Schema(example = "en") String language,
            String subject,
            String text,
            boolean own,
            int version) {

        static Body of(MailText text) {
            return new Body(
                    text.kind().name().toLowerCase(Locale.ROOT),
                    text.language().getLanguage(),
                    text.wording().subject(),
                    text.wording().text(),
                    text.own(),
                    text.version());
        }
    }

    /** What somebody wants it to say. */
    public record WordsBody(
            @Schema(example = "Welcome to {school}") String subject,
            @Schema(example = "Hello {name},\n\nit is good to have you here.") String text) {

        Wording wording() {
            return new Wording(subject == null ? "" : subject, text == null ? "" : text);
        }
    }
}
