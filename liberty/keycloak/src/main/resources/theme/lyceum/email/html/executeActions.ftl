<#import "template.ftl" as mail>
<#-- Without a password to choose this is no invitation but a request for some other small step. -->
<#assign kind = (requiredActions?? && requiredActions?seq_contains("UPDATE_PASSWORD"))?then("invite", "steps")>
<@mail.emailLayout preheader=msg(kind + "Body", mail.schoolName())>
<@mail.title text=msg(kind + "Title", mail.schoolName(), (user.firstName)!"") />
<@mail.paragraph text=msg(kind + "Body", mail.schoolName()) />
<@mail.action href=link label=msg(kind + "Action") />
<@mail.small text=msg("mailExpiry", linkExpirationFormatter(linkExpiration)) />
<@mail.small text=msg(kind + "Ignore") />
<@mail.fallback href=link />
</@mail.emailLayout>
