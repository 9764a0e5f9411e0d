<#--
  The frame of every mail of a school. Mail templates see no realm: the brand arrives as messages
  that the realm overrides (brandName, brandAccent …). Values are checked before they land in style
  attributes. Tables and inline styles, because mail programs know little else.
-->
<#function brandText key>
  <#local value = msg(key)>
  <#return (value == key)?then("", value)>
</#function>

<#function brandColour key fallback>
  <#local value = msg(key)>
  <#return value?matches("#[0-9a-fA-F]{6}")?then(value, fallback)>
</#function>

<#function brandRadius>
  <#switch msg("brandRadius")>
    <#case "sharp"><#return "0">
    <#case "round"><#return "24px">
    <#default><#return "8px">
  </#switch>
</#function>

<#function brandFamily>
  <#switch msg("brandTypeface")>
    <#case "classic"><#return "'Iowan Old Style','Palatino Linotype',Palatino,Georgia,serif">
    <#case "slab"><#return "'Roboto Slab',Rockwell,Georgia,serif">
    <#default><#return "'Source Sans Pro',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif">
  </#switch>
</#function>

<#function schoolName>
  <#local name = brandText("brandName")>
  <#return name?has_content?then(name, realmName)>
</#function>

<#macro emailLayout preheader="">
<#local logo = msg("brandLogoUrl")>
<#local primary = brandColour("brandPrimary", "#334155")>
<#local onPrimary = brandColour("brandOnPrimary", "#ffffff")>
<!DOCTYPE html>
<html lang="${locale.language}" dir="${(ltr)?then('ltr','rtl')}">
<head>
  <meta charset="utf-8">
  <meta name="viewport" content="width=device-width, initial-scale=1">
  <meta name="color-scheme" content="light">
  <title>${schoolName()}</title>
</head>
<body style="margin:0;padding:0;background:#f2f3f5;">
  <#if preheader?has_content>
  <div style="display:none;max-height:0;overflow:hidden;">${preheader}</div>
  </#if>
  <table role="presentation" width="100%" cellpadding="0" cellspacing="0" style="background:#f2f3f5;">
    <tr><td align="center" style="padding:32px 12px;">
      <table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;background:#ffffff;">
        <tr><td style="padding:22px 36px;background:${primary};color:${onPrimary};font-family:${brandFamily()?no_esc};font-size:20px;font-weight:bold;line-height:1.25;">
          <#if logo?matches("https?://[A-Za-z0-9._:/?=&%~-]{1,480}")>
          <img src="${logo}" alt="${schoolName()}" height="40" style="display:inline-block;height:40px;max-width:240px;padding:6px 10px;background:#ffffff;color:#16191f;">
          <#else>
          ${schoolName()}
          </#if>
        </td></tr>
        <tr><td style="padding:36px 36px 40px;font-family:'Source Sans Pro',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:17px;line-height:1.55;color:#16191f;">
          <#nested>
        </td></tr>
      </table>
      <table role="presentation" width="560" cellpadding="0" cellspacing="0" style="width:100%;max-width:560px;">
        <tr><td style="padding:18px 36px;font-family:'Source Sans Pro',-apple-system,'Segoe UI',Roboto,Helvetica,Arial,sans-serif;font-size:14px;line-height:1.5;color:#565d69;">
          ${msg("mailFooter", schoolName())}
        </td></tr>
      </table>
    </td></tr>
  </table>
</body>
</html>
</#macro>

<#macro title text>
<h1 style="margin:0 0 14px;font-family:${brandFamily()?no_esc};font-size:28px;line-height:1.2;color:#16191f;">${text}</h1>
</#macro>

<#macro paragraph text>
<p style="margin:0 0 16px;">${text}</p>
</#macro>

<#macro action href label>
<table role="presentation" cellpadding="0" cellspacing="0" style="margin:26px 0;">
  <tr><td style="background:${brandColour("brandAccent", "#334155")};border-radius:${brandRadius()};">
    <a href="${href}" style="display:inline-block;padding:13px 28px;font-size:17px;font-weight:bold;color:${brandColour("brandOnAccent", "#ffffff")};text-decoration:none;">${label}</a>
  </td></tr>
</table>
</#macro>

<#macro small text>
<p style="margin:0 0 12px;font-size:15px;color:#565d69;">${text}</p>
</#macro>

<#macro fallback href>
<p style="margin:0;font-size:15px;color:#565d69;">${msg("mailLinkFallback")} <a href="${href}" style="color:${brandColour("brandLink", "#334155")};">${msg("mailLinkOpen")}</a></p>
</#macro>
