<#--
  The school's brand on every page of the sign-in: its colours as custom properties, and the panel
  with its name. Values come from the realm's attributes and land in CSS, so each is checked against
  the one shape it may have; what does not fit falls back to a neutral look.
-->
<#function attribute key>
  <#return (realm.attributes["brand." + key])!"">
</#function>

<#function colour key fallback>
  <#local value = attribute(key)>
  <#return value?matches("#[0-9a-fA-F]{6}")?then(value, fallback)>
</#function>

<#function choice key allowed>
  <#local value = attribute(key)>
  <#return allowed?seq_contains(value)?then(value, allowed[0])>
</#function>

<#function name>
  <#local value = attribute("name")>
  <#return value?has_content?then(value, realm.displayName!realm.name)>
</#function>

<#macro content>
  <#local school = name()>
  <#local tagline = attribute("tagline")>
  <#local logo = attribute("logoUrl")>
  <#local radius = choice("radius", ["soft", "sharp", "round"])>
  <#local typeface = choice("typeface", ["humanist", "grotesque", "slab", "classic"])>
  <#local primary = colour("primary", "#334155")>
  <#local onPrimary = colour("onPrimary", "#ffffff")>
  <#local accent = colour("accent", "#334155")>
  <#local onAccent = colour("onAccent", "#ffffff")>
  <#local accentDark = colour("accentDark", "#cbd5e1")>
  <#local onAccentDark = colour("onAccentDark", "#0f172a")>
  <style>
    :root {
      --brand-primary: ${primary};
      --brand-on-primary: ${onPrimary};
      --brand-secondary: ${colour("secondary", "#94a3b8")};
      --brand-accent: ${accent};
      --brand-on-accent: ${onAccent};
      --brand-link: ${colour("link", accent)};
      --brand-surface: ${colour("surface", "#ffffff")};
      --brand-password-hint: "${msg("passwordHint", (passwordPolicies.length)!10)}";
    }
    @media (prefers-color-scheme: dark) {
      :root {
        --brand-accent: ${accentDark};
        --brand-on-accent: ${onAccentDark};
        --brand-link: ${colour("linkDark", accentDark)};
        --brand-surface: ${colour("surfaceDark", "#111418")};
      }
    }
  </style>
  <div class="brand" data-radius="${radius}" data-typeface="${typeface}" data-words="${(tagline?length > 48)?then("many", "few")}">
    <div class="brand-mark">
      <#if logo?matches("https?://[A-Za-z0-9._:/?=&%~-]{1,480}")>
        <img class="brand-logo" src="${logo}" alt="${school}">
      <#else>
        <span class="brand-letter" aria-hidden="true">${school?substring(0, 1)?upper_case}</span>
        <span class="brand-name" dir="auto">${school}</span>
      </#if>
    </div>
    <#if tagline?has_content>
      <p class="brand-tagline" dir="auto">${tagline}</p>
    </#if>
  </div>
</#macro>
