package io.lyceum.admin.certificates;

import io.lyceum.admin.certificates.CertificatesView.CertificateRow;
import io.lyceum.admin.desk.Desk;
import io.lyceum.admin.shell.Badge;
import io.lyceum.admin.shell.Form;
import io.lyceum.admin.shell.Listing;
import io.lyceum.admin.shell.Page;
import io.lyceum.admin.shell.Place;
import io.lyceum.admin.shell.Tone;
import io.lyceum.credentials.Certificate;
import io.lyceum.credentials.Certificates;
import io.lyceum.identity.Allow;
import io.lyceum.identity.Role;
import io.lyceum.shared.Slice;
import io.lyceum.shared.problem.Problem;
import io.lyceum.shared.web.Html;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;

/** Certificates that were issued. */
@RequestScoped
@Path("/manage/certificates")
@Allow(Role.ADMIN)
public class CertificatesResource {

    private static final int PAGE = 50;
    private static final String PATH = "/manage/certificates";

    @Inject Desk desk;
    @Inject Certificates certificates;

    @GET
    @Operation(hidden = true)
    public Response list(
            @QueryParam("q") @DefaultValue("") String query, @QueryParam("after") String after) {
        Slice<Certificate> found = certificates.list(query, Optional.ofNullable(after), PAGE);
        List<CertificateRow> rows = found.items().stream().map(this::row).toList();
        Listing listing =
                new Listing(
                        PATH,
                        query,
                        List.of(),
                        List.of(),
                        after == null ? Optional.empty() : Optional.of(PATH),
                        found.next()
                                .map(
                                        c ->
                                                PATH
                                                        + "?q="
                                                        + Html.urlParameter(query)
                                                        + "&after="
                                                        + Html.urlParameter(c)),
                        rows.isEmpty() ? "" : desk.t("certificates.count", "shown", rows.size()));
        return desk.show(
                "certificates/list",
                desk.page("certificates.title", Place.CERTIFICATES),
                new CertificatesView(listing, rows));
    }

    private CertificateRow row(Certificate certificate) {
        boolean valid = certificate.valid();
        return new CertificateRow(
                certificate.learnerName(),
                certificate.courseTitle(),
                certificate.groupedCode(),
                certificate.issuedAt(),
                new Badge(
                        valid ? Tone.POSITIVE : Tone.CRITICAL,
                        desk.t(valid ? "certificates.valid" : "certificates.revoked")),
                valid,
                "/verify/" + certificate.code(),
                "/certificates/" + certificate.id() + "/certificate.pdf",
                PATH + "/" + certificate.id() + "/revoke");
    }

    @GET
    @Path("{certificate}/revoke")
    @Operation(hidden = true)
    public Response revokeForm(@PathParam("certificate") UUID id) {
        Certificate certificate = certificates.byId(id);
        return desk.show("certificates/revoke", revokePage(), view(certificate, form(id)));
    }

    private Page revokePage() {
        return desk.page("revoke.title", Place.CERTIFICATES)
                .under(PATH, desk.t("certificates.title"));
    }

    private static Form form(UUID id) {
        return Form.at(PATH + "/" + id + "/revoke");
    }

    private static RevokeView view(Certificate certificate, Form form) {
        return new RevokeView(
                form,
                certificate.learnerName(),
                certificate.courseTitle(),
                certificate.groupedCode(),
                certificate.issuedAt());
    }

    @POST
    @Path("{certificate}/revoke")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Operation(hidden = true)
    public Response revoke(@PathParam("certificate") UUID id, MultivaluedMap<String, String> form) {
        try {
            Certificate revoked = certificates.revoke(id, Desk.value(form, "reason"));
            return desk.done(PATH, "revoke.done", "name", revoked.learnerName());
        } catch (Problem problem) {
            return desk.refuse(
                    problem,
                    "certificates/revoke",
                    revokePage(),
                    view(certificates.byId(id), desk.refused(form(id), form, problem)));
        }
    }
}
