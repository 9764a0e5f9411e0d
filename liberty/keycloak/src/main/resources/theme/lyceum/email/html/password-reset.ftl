<#import "template.ftl" as mail>
<@mail.emailLayout preheader=msg("resetBody", mail.schoolName())>
<@mail.title text=msg("resetTitle", mail.schoolName()) />
<@mail.paragraph text=msg("resetBody", mail.schoolName()) />
<@mail.action href=link label=msg("resetAction") />
<@mail.small text=msg("mailExpiry", linkExpirationFormatter(linkExpiration)) />
<@mail.small text=msg("resetIgnore") />
<@mail.fallback href=link />
</@mail.emailLayout>
