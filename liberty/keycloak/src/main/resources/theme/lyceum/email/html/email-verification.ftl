<#import "template.ftl" as mail>
<@mail.emailLayout preheader=msg("verifyBody", mail.schoolName())>
<@mail.title text=msg("verifyTitle", mail.schoolName()) />
<@mail.paragraph text=msg("verifyBody", mail.schoolName()) />
<@mail.action href=link label=msg("verifyAction") />
<@mail.small text=msg("mailExpiry", linkExpirationFormatter(linkExpiration)) />
<@mail.small text=msg("verifyIgnore") />
<@mail.fallback href=link />
</@mail.emailLayout>
