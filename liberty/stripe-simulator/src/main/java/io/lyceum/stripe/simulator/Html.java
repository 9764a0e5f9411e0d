package io.lyceum.stripe.simulator;

import org.jspecify.annotations.Nullable;

/** The common look of the hosted pages: plain HTML that works without scripts. */
final class Html {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--back:#f6f7f9;--card:#fff;--text:#1a1f36;--dim:#4f566b;
              --line:#c1c9d2;--edge:#75809a;--act:#4b3fd1;--on-act:#fff;--bad:#a3122c;--note:#fff4d1;--on-note:#4a3500}
            @media(prefers-color-scheme:dark){:root{--back:#11141c;--card:#1b2030;--text:#eef1f8;
              --dim:#b4bccf;--line:#4a536b;--edge:#8b95ad;--act:#a9a1ff;--on-act:#11141c;--bad:#ff9aa8;
              --note:#3d3210;--on-note:#ffe9a8}}
            *{box-sizing:border-box}body{margin:0;background:var(--back);color:var(--text);
              font:16px/1.5 system-ui,sans-serif}
            .test{background:var(--note);color:var(--on-note);padding:.6rem 1rem;text-align:center;
              font-weight:600}
            main{max-width:34rem;margin:1.5rem auto;padding:0 1rem}
            section,form.box{background:var(--card);border:1px solid var(--line);border-radius:.6rem;
              padding:1.2rem;margin-bottom:1rem}
            h1{font-size:1.4rem;margin:.2rem 0 1rem}h2{font-size:1.1rem;margin:0 0 .6rem}
            table{width:100%;border-collapse:collapse}td,th{padding:.3rem 0;text-align:left;
              vertical-align:top}td:last-child,th:last-child{text-align:right;white-space:nowrap}
            .sum td,.sum th{border-top:1px solid var(--line);font-weight:700}
            label{display:block;margin:.7rem 0 .2rem;font-weight:600}
            input,select{width:100%;padding:.6rem;font:inherit;color:inherit;background:var(--card);
              border:1px solid var(--edge);border-radius:.4rem}
            input[type=radio],input[type=checkbox]{width:auto;margin-right:.5rem}
            .row{display:flex;gap:1rem}.row>div{flex:1}
            button{width:100%;margin-top:1rem;padding:.75rem;font:inherit;font-weight:700;border:0;
              border-radius:.4rem;background:var(--act);color:var(--on-act);cursor:pointer}
            button.second{background:transparent;color:var(--act);border:1px solid var(--act)}
            :focus-visible{outline:3px solid var(--act);outline-offset:2px}
            .error{border:2px solid var(--bad);color:var(--bad);border-radius:.4rem;padding:.7rem;
              font-weight:600}
            .dim{color:var(--dim)}a{color:var(--act)}fieldset{border:0;padding:0;margin:0}
            legend{font-weight:600;padding:0}
            """;

    private Html() {}

    static String page(String title, String content) {
        return """
        <!doctype html>
        <html lang="en"><head><meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <meta name="robots" content="noindex"><title>%s</title><style>%s</style></head>
        <body><div class="test" role="note">Test payment page – no real money</div>
        <main><h1>%s</h1>%s</main></body></html>
        """
                .formatted(text(title), STYLE, text(title), content);
    }

    static String text(@Nullable String plain) {
        return plain == null
                ? ""
                : plain.replace("&", "&amp;")
                        .replace("<", "&lt;")
                        .replace(">", "&gt;")
                        .replace("\"", "&quot;")
                        .replace("'", "&#39;");
    }

    static String error(@Nullable String message) {
        return message == null ? "" : "<p class=\"error\" role=\"alert\">" + text(message) + "</p>";
    }

    /** A labelled field; the name is its id too. */
    static String field(String label, String name, @Nullable String value, String more) {
        return "<label for=\"%s\">%s</label><input id=\"%s\" name=\"%s\" value=\"%s\" %s>"
                .formatted(name, text(label), name, name, text(value), more);
    }

    static String row(String label, String value) {
        return "<tr><th scope=\"row\">" + text(label) + "</th><td>" + text(value) + "</td></tr>";
    }

    static String button(String name, String value, String words, boolean second) {
        return "<button %s name=\"%s\" value=\"%s\">%s</button>"
                .formatted(second ? "class=\"second\"" : "", name, value, text(words));
    }
}
